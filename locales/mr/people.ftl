# लोकांची यादी, बैठकीत यजमान काय करतात, आणि बैठकीबद्दल काय ठरवतात.

## यादी
room-people-search = लोक शोधा
room-people-none = या नावाचे इथे कोणी नाही.
room-people-found = { $count } पैकी { $found }
room-hands-raised = { $count ->
    [one] { $count } हात वर आहे
   *[other] { $count } हात वर आहेत
}
room-presenter = सादरकर्ता
room-viewer = प्रेक्षक
room-acting = यजमान परत येईपर्यंत सह-यजमान

## एकाच वेळी सर्वांसाठी
room-for-everyone = सर्वांसाठी
room-mute-all = सर्वांना म्यूट करा
room-lower-all = सर्वांचे हात खाली करा
room-lock = बैठक लॉक करा
room-unlock = बैठकीचे लॉक काढा

## एका व्यक्तीसाठी
room-more-actions = { $name } यांच्यासाठी आणखी पर्याय
room-do-write = खाजगी संदेश लिहा
room-do-mute = म्यूट करा
room-do-ask-unmute = अनम्यूट करायला सांगा
room-do-camera-off = कॅमेरा बंद करा
room-do-stop-sharing = सामायिक करणे थांबवा
room-do-lower-hand = हात खाली करा
room-do-spotlight = स्पॉटलाइट करा
room-do-end-spotlight = स्पॉटलाइट काढा
room-do-mute-others = बाकी सर्वांना म्यूट करा
room-do-co-host = सह-यजमान करा
room-do-no-co-host = सह-यजमानपद काढा
room-do-presenter = सादरकर्ता करा
room-do-participant = सहभागी करा
room-do-viewer = प्रेक्षक करा
room-do-host = यजमान करा
room-do-rename = नाव बदला
room-do-remove = बाहेर काढा
room-do-block = बाहेर काढा आणि अडवा

## करण्याआधी
room-cancel = राहू द्या
room-save = जतन करा
room-rename = { $name } यांचे नाव बदला
room-new-name = नवे नाव
room-sure-host = { $name } यांना यजमान करायचे?
room-sure-host-means = तेव्हापासून { $name } बैठक चालवतील आणि तुम्ही सह-यजमान व्हाल.
room-sure-remove = { $name } यांना बाहेर काढायचे?
room-sure-remove-means = { $name } लगेच बैठकीतून बाहेर जातील आणि एका मिनिटाने पुन्हा आत येण्यासाठी विचारू शकतील.
room-sure-block = { $name } यांना बाहेर काढून अडवायचे?
room-sure-block-means = { $name } लगेच बैठकीतून बाहेर जातील आणि परत येऊ शकणार नाहीत, आता नाही आणि नंतरही नाही.

## दुसऱ्या कोणी केले
room-asked-to-unmute = { $name } तुम्हाला मायक्रोफोन सुरू करायला सांगत आहेत.
room-unmute = सुरू करा
room-not-now = आत्ता नको
room-stopped-microphone = { $name } यांनी तुम्हाला म्यूट केले. बोलायचे असेल तेव्हा मायक्रोफोन पुन्हा सुरू करू शकता.
room-stopped-microphone-hand = { $name } यांनी तुम्हाला म्यूट केले. बोलायचे असेल तर हात वर करा.
room-stopped-camera = { $name } यांनी तुमचा कॅमेरा बंद केला. हवा तेव्हा तो पुन्हा सुरू करू शकता.
room-stopped-screen = { $name } यांनी तुमचे सामायिक करणे थांबवले.
room-muted-on-entry = या बैठकीत सगळे म्यूट होऊन येतात. बोलायचे असेल तेव्हा मायक्रोफोन सुरू करा.
room-muted-on-entry-hand = या बैठकीत सगळे म्यूट होऊन येतात. बोलायचे असेल तर हात वर करा.
room-rule-microphone = तुमचा मायक्रोफोन बंद आहे: सध्या फक्त यजमान तो सुरू करू शकतात. बोलायचे असेल तर हात वर करा.
room-rule-camera = तुमचा कॅमेरा बंद आहे, कारण तुम्ही इथे प्रेक्षक आहात.
room-rule-screen = तुमचे सामायिक करणे थांबले: सध्या फक्त यजमान आणि सादरकर्ते सामायिक करू शकतात.
room-said-hand-lowered = { $name } यांनी तुमचा हात खाली केला.
room-you-are-spotlit = तुम्ही स्पॉटलाइटमध्ये आहात: सर्वांना तुम्ही मोठे दिसता.
room-you-are-not-spotlit = तुम्ही आता स्पॉटलाइटमध्ये नाही.
room-role-host = { $name } यांनी तुम्हाला यजमान केले. आता बैठक तुम्ही चालवता.
room-role-co-host = { $name } यांनी तुम्हाला सह-यजमान केले. तुम्ही लोकांना आत घेऊ शकता आणि बैठक चालवायला मदत करू शकता.
room-role-presenter = { $name } यांनी तुम्हाला सादरकर्ता केले. तुम्ही नेहमी बोलू आणि सामायिक करू शकता.
room-role-participant = { $name } यांनी तुम्हाला सहभागी केले.
room-role-viewer = { $name } यांनी तुम्हाला प्रेक्षक केले. तुम्ही सर्व काही पाहू आणि ऐकू शकता.
room-renamed = आता इथे तुमचे नाव { $name } आहे.
room-role-acting = इथे कोणी यजमान नाहीत, म्हणून ते परत येईपर्यंत बैठक तुम्ही सांभाळता.
room-role-acting-over = यजमान परत आले आहेत. बैठक सांभाळल्याबद्दल धन्यवाद.
room-did-lock = { $name } यांनी बैठक लॉक केली. नवे कोणी आत येऊ शकत नाही.
room-did-unlock = { $name } यांनी बैठकीचे लॉक काढले.
room-did-title = { $name } यांनी बैठकीला नवे शीर्षक दिले.
room-did-settings = { $name } यांनी बैठकीची सेटिंग बदलली.
room-did-share-on = { $name } यांनी सर्वांना स्क्रीन सामायिक करू दिली.
room-did-share-off = { $name } यांनी सध्या फक्त यजमान आणि सादरकर्त्यांना सामायिक करू दिले आहे.
room-did-chat-on = { $name } यांनी गप्पा सर्वांसाठी खुल्या केल्या.
room-did-chat-off = { $name } यांनी सध्या फक्त यजमान आणि सादरकर्त्यांना लिहू दिले आहे.
room-did-chat-privately-on = { $name } यांनी सर्वांना एकमेकांना खाजगी संदेश लिहू दिले आहे.
room-did-chat-privately-off = { $name } यांनी सध्या खाजगी संदेश बंद केले आहेत. यजमानांना तुम्ही अजूनही लिहू शकता.
room-did-files-on = { $name } यांनी सर्वांना फाइल पाठवू दिल्या आहेत.
room-did-files-off = { $name } यांनी सध्या फाइल पाठवणे बंद केले आहे.
room-did-unmute-on = { $name } यांनी सर्वांना मायक्रोफोन सुरू करू दिला.
room-did-unmute-off = { $name } यांनी सध्या फक्त यजमान आणि सादरकर्त्यांना मायक्रोफोन सुरू करू दिला आहे.
room-did-rename-on = { $name } यांनी सर्वांना स्वतःचे नाव बदलू दिले.
room-did-rename-off = { $name } यांनी सध्या स्वतःचे नाव बदलणे बंद केले आहे.
room-did-react-on = { $name } यांनी सर्वांसाठी प्रतिक्रिया सुरू केल्या.
room-did-react-off = { $name } यांनी सध्या प्रतिक्रिया बंद केल्या आहेत.

## काही का करता येत नाही
room-may-not-viewer = तुम्ही इथे प्रेक्षक आहात: सर्व काही पाहू आणि ऐकू शकता. भाग घ्यायचा असेल तर हात वर करा.
room-may-not-unmute = सध्या फक्त यजमान मायक्रोफोन सुरू करू शकतात. बोलायचे असेल तर हात वर करा.
room-may-not-camera = तुम्ही इथे प्रेक्षक आहात, कॅमेऱ्याशिवाय.
room-may-not-share = सध्या फक्त यजमान आणि सादरकर्ते सामायिक करू शकतात.
room-may-not-chat = सध्या फक्त यजमान लिहू शकतात.
room-may-not-chat-privately = सहभागींमधील खाजगी संदेश बंद आहेत. तुम्ही यजमानांना लिहू शकता.
room-may-not-files = फाइल पाठवणे बंद आहे.
room-may-not-rename = सध्या नावे बदलता येत नाहीत.

## बैठकीची सेटिंग
room-meeting-settings = ही बैठक
room-title-empty = कृपया बैठकीला शीर्षक द्या.
room-title-too-long = शीर्षकात जास्तीत जास्त 120 अक्षरे चालतात. कृपया लहान करा.
room-templates = तयार सेटिंग
room-template-discussion = चर्चा
room-template-discussion-hint = सगळे बोलू, सामायिक करू आणि लिहू शकतात. पाहुणे विचारून येतात.
room-template-lecture = व्याख्यान
room-template-lecture-hint = सगळे म्यूट होऊन येतात; यजमान आणि सादरकर्ते बोलतात आणि सामायिक करतात.
room-template-office-hours = भेटीची वेळ
room-template-office-hours-hint = बोलावेपर्यंत सगळे बाहेर वाट पाहतात.
room-the-door = दार
room-waiting-room = आत येण्यासाठी कोणी थांबायचे
room-waiting-room-nobody = कोणी नाही
room-waiting-room-guests = पाहुणे
room-waiting-room-everyone = सगळे
room-sign-in-required = फक्त खात्यासह
room-sign-in-required-hint = पाहुणे आत येऊ शकत नाहीत.
room-locked = लॉक
room-locked-hint = तुम्ही लॉक काढेपर्यंत नवे कोणी येत नाही.
room-passcode-there = या बैठकीला पासकोड आहे. नवा पासकोड त्याची जागा घेईल.
room-passcode-saved = पासकोड लागू झाला आहे. ज्यांची वाट पाहत आहात त्यांना तो सांगा आणि लिहून ठेवा: तो पुन्हा दाखवता येत नाही.
room-passcode-gone = पासकोड काढला आहे. आता पुन्हा दुवा पुरेसा आहे.
room-everyone-may = सगळे करू शकतात
room-switch-share = स्क्रीन सामायिक करणे
room-switch-share-hint = नाहीतर फक्त यजमान आणि सादरकर्ते.
room-switch-chat = गप्पांमध्ये लिहिणे
room-switch-chat-hint = वाचणे नेहमी शक्य आहे.
room-switch-chat-privately = खाजगी संदेश लिहिणे
room-switch-chat-privately-hint = एका व्यक्तीला. यजमानांना लिहिणे नेहमी शक्य आहे.
room-switch-files = फाइल पाठवणे
room-switch-files-hint = चॅटमध्ये चित्रे आणि कागदपत्रे.
room-switch-unmute = स्वतःचा मायक्रोफोन सुरू करणे
room-switch-unmute-hint = जे बोलत आहेत ते पूर्ण करू शकतात; बाकीचे हात वर करून विचारतात.
room-switch-rename = स्वतःचे नाव बदलणे
room-switch-rename-hint = यजमान नेहमी नाव बदलू शकतात.
room-switch-react = प्रतिक्रिया पाठवणे
room-switch-react-hint = हृदय, टाळ्या आणि असेच काही.
room-coming-and-going = येणे-जाणे
room-switch-mute-on-entry = येताना म्यूट
room-switch-mute-on-entry-hint = कोणी सुरू मायक्रोफोनसह येत नाही.
room-switch-sounds = ध्वनी
room-switch-sounds-hint = कोणी आले किंवा गेले की हलका आवाज.
room-switch-read-afterwards = नंतर वाचणे
room-switch-read-afterwards-hint = जे मीटिंगमध्ये होते ते नंतर चॅट वाचू शकतात आणि फाइल घेऊ शकतात.

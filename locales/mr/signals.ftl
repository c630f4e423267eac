# लोक न बोलता काय सांगतात, आणि दाराशी कोण वाट पाहत आहे.

## दाराशी
room-note = यजमानांसाठी संदेश (ऐच्छिक)
room-line-too-long = यात जास्तीत जास्त { $limit } अक्षरे चालतात. कृपया लहान करा.
room-door-account = ही बैठक खाते असलेल्यांसाठी आहे. साइन इन करा किंवा खाते तयार करा; त्यानंतर तुम्ही थेट इथेच परत याल.
room-needs-account = ही बैठक आता खाते असलेल्यांसाठी आहे. कृपया साइन इन करून परत या.
room-needs-cookie = तुमचा ब्राउझर या पानासाठी कुकी ठेवत नाही. कुकींना परवानगी द्या, पान पुन्हा लोड करा आणि आत या.
room-refused-denied = यजमानांनी तुम्हाला आत्ता आत घेतले नाही. कृपया एक मिनिट थांबा, मग पुन्हा विचारा.
room-refused-blocked = तुम्हाला या बैठकीत येता येणार नाही. हे चुकून झाले असे वाटत असेल तर कृपया यजमानांशी बोला.

## वाट पाहताना
room-waiting-locked = बैठकीला कुलूप आहे
room-waiting-locked-why = आत्ता कोणीही नवीन आत येऊ शकत नाही. हे पान उघडे ठेवा: यजमानांनी कुलूप उघडताच ते आपोआप पुढे जाईल.
room-waiting-before = { $count ->
    [0] पुढचा क्रमांक तुमचा आहे.
    [one] तुमच्या आधी { $count } व्यक्ती आहे.
   *[other] तुमच्या आधी { $count } जण आहेत.
}
room-waiting-message = यजमानांचा संदेश
room-ask-again-in = तुम्ही { $wait } नंतर पुन्हा विचारू शकता.
room-ask-again-now = आता तुम्ही पुन्हा विचारू शकता.

## आत घेणाऱ्यांसाठी
room-tell-waiting = वाट पाहणाऱ्यांसाठी संदेश
room-told = ते वाचत आहेत: “{ $text }”
room-told-nothing = आता त्यांना कोणताही संदेश दिसत नाही.

## हात
room-hand-place = तुमचा हात वर आहे. रांगेत तुमचा क्रमांक { $place } आहे.
room-hand-place-of = हात वर केला आहे, रांगेत क्रमांक { $place }
room-key-hand = हात वर किंवा खाली करा

## प्रतिक्रिया
room-react = प्रतिक्रिया द्या
room-react-off = या बैठकीत प्रतिक्रिया बंद आहेत
room-reaction = { $reaction ->
    [thumbs-up] छान
    [clap] टाळ्या
    [heart] हृदय
    [laugh] हसू
    [surprise] आश्चर्य
   *[celebrate] जल्लोष
}

## कॉल कसा चालला आहे
room-quality = { $quality ->
    [lossy] { $name } यांच्या कनेक्शनमध्ये आवाज आणि चित्र तुटत आहे
    [slow] { $name } यांचे कनेक्शन संथ आहे
   *[broken] { $name } यांच्याकडून जवळजवळ काहीच पोहोचत नाही
}
room-own-quality = { $quality ->
    [lossy] तुमच्या कनेक्शनमध्ये आवाज आणि चित्र तुटत आहे.
    [slow] तुमचे कनेक्शन संथ आहे.
   *[broken] तुमच्या कनेक्शनवरून जवळजवळ काहीच पोहोचत नाही.
} { $camera ->
    [on] कॅमेरा बंद केल्यास मदत होईल.
   *[off] वाय-फायच्या जवळ आल्यास किंवा वायर जोडल्यास मदत होईल.
}

## मोठ्याने सांगितले जाते
room-said-who = { $others ->
    [0] { $name }
    [one] { $name } आणि आणखी { $others }
   *[other] { $name } आणि आणखी { $others } जण
}
room-said-hand-raised = { $who } यांनी हात वर केला.
room-said-hand-down = { $who } यांनी हात खाली केला.
room-said-shares = { $who } यांनी स्क्रीन सामायिक करणे सुरू केले.
room-said-stopped-sharing = { $who } यांनी सामायिक करणे थांबवले.
room-said-role = { $role ->
    [host] आता यजमान: { $who }.
    [co_host] आता सह-यजमान: { $who }.
    [presenter] आता सादरकर्ते: { $who }.
    [viewer] आता प्रेक्षक: { $who }.
   *[participant] आता सहभागी: { $who }.
}
room-said-reacted = { $who } यांची प्रतिक्रिया: { $reaction ->
    [thumbs-up] छान
    [clap] टाळ्या
    [heart] हृदय
    [laugh] हसू
    [surprise] आश्चर्य
   *[celebrate] जल्लोष
}.

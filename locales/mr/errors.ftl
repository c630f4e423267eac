# Beside a field, after the form was refused. Each says what is wrong and what to do.
error-empty = { $field ->
    [name] कृपया तुमचे नाव लिहा.
    [email] कृपया तुमचा ईमेल पत्ता लिहा.
    [password] कृपया पासवर्ड लिहा.
    [code] कृपया मीटिंगचा कोड किंवा लिंक लिहा.
    [passcode] कृपया मीटिंगचा पासकोड लिहा.
   *[other] कृपया हे भरा.
}
error-too-short = कृपया किमान { $min } अक्षरे लिहा.
error-too-long = कृपया जास्तीत जास्त { $max } अक्षरे लिहा.
error-not-an-email = हा ईमेल पत्ता वाटत नाही. त्यात @ आणि डोमेन हवे, जसे asha@example.org.
error-email-taken = या पत्त्याचे खाते आधीच आहे. साइन इन करा, किंवा दुसरा पत्ता लिहा.
error-guessable = हा पासवर्ड ओळखायला सोपा आहे. एकमेकांशी संबंध नसलेले काही शब्द वापरून पाहा.
error-wrong-credentials = ईमेल पत्ता आणि पासवर्ड जुळत नाहीत. कृपया पुन्हा प्रयत्न करा.
error-too-many-tries = खूप वेळा प्रयत्न झाले. कृपया { $wait } थांबून पुन्हा प्रयत्न करा.
error-not-a-code = हा मीटिंग कोड नाही. कोडमध्ये बारा अक्षरे असतात, जसे abcd-efgh-jkmn.
error-no-such-meeting = हे तुम्ही जाऊ शकाल अशा मीटिंगकडे नेत नाही. कोड तपासा, किंवा ज्यांनी बोलावले त्यांना विचारा.
error-wrong-passcode = पासकोड बरोबर नाही. कृपया तपासून पुन्हा प्रयत्न करा.
error-registration-closed = सध्या नवीन खाती उघडत नाहीत. या सर्व्हरच्या चालकांना विचारा.
error-wrong-setup-token = सेट-अपची ही लिंक आता चालत नाही. चालणारी लिंक सर्व्हरच्या लॉगमध्ये आहे.
error-unavailable = सर्व्हर व्यस्त आहे. काहीही हरवलेले नाही: थोड्या वेळाने पुन्हा प्रयत्न करा.

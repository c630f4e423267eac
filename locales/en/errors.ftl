# Beside a field, after the form was refused. Each says what is wrong and what to do.
error-empty = { $field ->
    [name] Please enter your name.
    [email] Please enter your email address.
    [password] Please enter a password.
    [code] Please enter the code or the link of the meeting.
    [passcode] Please enter the passcode of the meeting.
   *[other] Please fill this in.
}
error-too-short = Please use at least { $min } characters.
error-too-long = Please use at most { $max } characters.
error-not-an-email = This does not look like an email address. It needs an @ and a domain, as in asha@example.org.
error-email-taken = There is already an account with this address. Sign in instead, or use another address.
error-same-email = Your account has this address already.
error-wrong-one-time-code = This code is not right, or was used before. Wait for the next one and try again.
error-sign-in-again = That took too long. Please sign in again.
error-not-utf8 = This file is not in UTF-8. In your spreadsheet choose “CSV UTF-8” when you save it.
error-no-address-column = No column holds email addresses. Name one “Email” in the first line.
error-second-factor-first = Set up your own second factor first, on your profile. Otherwise you would be signed out yourself.
error-second-factor-demanded = This server demands a second factor of your account, so it cannot be turned off.
error-guessable = This password is easy to guess. Try a few words that do not belong together.
error-wrong-credentials = The email address and password do not match. Please try again.
error-too-many-tries = Too many tries. Please wait { $wait } and try again.
error-not-a-code = This is not a meeting code. A code has twelve letters, as in abcd-efgh-jkmn.
error-no-such-meeting = This does not lead to a meeting you can enter. Check the code, or ask the person who invited you.
error-wrong-passcode = The passcode is not right. Please check it and try again.
error-registration-closed = New accounts are not open at the moment. Ask the person who runs this server.
error-wrong-setup-token = This set-up link is not valid any more. The valid one is in the server’s log.
error-wrong-password = This is not your password. Please try again.
error-not-a-date = This is not a date. Please write it as year, month and day: 2026-11-23.
error-ends-before-it-begins = The last day lies before the first one. Please exchange the two.
error-not-a-number = Please enter a whole number from 0 to { $max }.
error-unavailable = The server is busy. Nothing is lost: please try again in a moment.
error-not-a-choice = { $field ->
    [date] This is not a day of the calendar. Write it as in 2026-11-23.
    [until] This is not a day of the calendar. Write it as in 2026-11-23.
    [starts_at] This is not a time. Write it as in 09:30.
    [zone] This time zone is not known. Choose one from the list.
   *[other] Please choose one from the list.
}
error-out-of-range = Please enter a number from { $least } to { $most }.
error-over = This would be over already. Choose a time that is still to come.
error-no-dates = With this end there is no date at all. Choose a later day.
error-not-addresses = “{ $address }” does not look like an email address. Write one on each line, as in asha@example.org.
error-too-many = Please enter { $most } at most.
error-account-disabled = This account is disabled. Please ask whoever looks after this server.
error-wrong-domain = Accounts here are for addresses at { $domains }. Use yours, or ask whoever looks after this server.
error-not-domains = “{ $domain }” is not an email domain. Write it as in college.example.
error-wrong-link = This link has been used, is too old, or is not whole. Ask for a new one.
error-last-administrator = This is the only administrator left. Make somebody else one first.

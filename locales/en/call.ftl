# What the call itself has to say.
call-unreachable = The meeting could not be reached. Check your network connection and try again.
call-no-webrtc = This browser cannot make calls, or calls are switched off in it. Try a current Firefox, Chrome, Edge or Safari.
call-refused = That did not work: it may have been done already, or you may no longer have the right. Nothing was changed.
call-forgotten = What you asked for while the connection was away was not done. Please do it again.
call-screen-failed = Your screen could not be shared. Try again, or choose a single window or tab.

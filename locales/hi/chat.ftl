# कॉल के साथ चलती बातचीत।

## संदेश के साथ क्या किया जा सकता है
room-chat-options = विकल्प
room-chat-reply = जवाब दें
room-chat-replying = इसका जवाब:
room-chat-reply-stop = जवाब न दें
room-chat-quote-gone = पहले का एक संदेश
room-chat-delete = वापस लें
room-chat-delete-sure = सचमुच सबके लिए वापस लें?
room-chat-deleted = यह संदेश वापस ले लिया गया।
room-chat-tally = { $reaction }: { $count }
room-chat-emoji = इमोजी
room-chat-earlier = पहले के संदेश दिखाएँ
room-chat-new = नए
room-chat-find = बातचीत में खोजें
room-chat-found = { $count ->
    [0] कुछ नहीं मिला
    [one] { $count } मिला
   *[other] { $count } मिले
}
room-chat-finding = { $count } मिले, खोज जारी है…
room-refused-no-message = वह संदेश अब नहीं है, या इतना पुराना है कि बदला नहीं जा सकता।

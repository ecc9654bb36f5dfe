// One a line: the sign, its name, and behind a comma more words by which it is found.
export const objects = `
📎 paperclip, attachment
📄 page, document
📝 note, memo form
📧 email, mail
✉️ envelope, letter
📦 package, parcel delivery
📅 calendar, date
⏰ alarm clock, time
⏳ hourglass, wait
⌚ watch, time
📞 phone, call
📱 mobile, phone
💻 laptop, computer
🖨️ printer
📷 camera, picture
🎥 film camera, video
🔍 search, magnifier
🔑 key
🔒 lock, secure
🔓 unlocked, open
🔧 wrench, repair tool
🔨 hammer, tool
⚙️ gear, settings
💡 light bulb, idea
🔔 bell
📣 megaphone, announcement
💳 credit card, payment
💰 money bag
💶 euro, money
🧾 receipt, bill
🛒 shopping cart
🎫 ticket
🚚 truck, delivery
🚗 car
🚲 bicycle
✈️ plane, flight travel
🚆 train
🏠 house, home
🏢 office, building
🏥 hospital
🗺️ map
📍 pin, place location
🎵 music note
📚 books
✏️ pencil
📌 pushpin
🗑️ bin, delete
`;

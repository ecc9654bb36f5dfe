// One a line: the sign, its name, and behind a comma more words by which it is found.
export const hands = `
👍 thumbs up, yes good ok
👎 thumbs down, no bad
👌 ok, perfect
✌️ victory, peace
🤞 fingers crossed, luck
👋 wave, hello goodbye hi
🙏 folded hands, please thanks
👏 clapping hands, applause bravo
🙌 raised hands, hooray
🤝 handshake, deal agreement
💪 strong, muscle
👉 point right
👈 point left
👆 point up
👇 point down
✋ stop, hand
✍️ writing
🤷 shrug, do not know
🤦 facepalm
🙋 raising hand, question
💁 tipping hand, information
🏃 running, hurry
👀 eyes, look see
`;

export const hearts = `
❤️ red heart, love
🧡 orange heart
💛 yellow heart
💚 green heart
💙 blue heart
💜 purple heart
🖤 black heart
🤍 white heart
💔 broken heart
💯 hundred, perfect
✨ sparkles, shiny new
⭐ star
🌟 glowing star
🔥 fire, hot great
🎉 party popper, congratulations celebrate
🎊 confetti, celebrate
🎈 balloon, birthday
🎁 gift, present
🏆 trophy, winner
🥇 gold medal, first
`;

// One a line: the sign, its name, and behind a comma more words by which it is found.
export const smileys = `
😀 grinning, happy smile
😃 smile, happy open
😄 laughing eyes, happy smile
😁 beaming, grin teeth
😆 laughing squinting, haha
😅 relieved, sweat phew
😂 tears of joy, laughing lol
🤣 rolling, laughing rofl
🙂 slight smile, friendly
🙃 upside down, silly
😉 wink
😊 warm smile, blush thanks
😇 halo, innocent angel
🥰 hearts, love adore
😍 heart eyes, love
🤩 star eyes, wow excited
😘 kiss
😋 tasty, yum tongue
😛 tongue, playful
😜 wink tongue, crazy
🤪 zany, goofy
🤗 hug
🤭 hand over mouth, oops
🤫 quiet, shush secret
🤔 thinking, hmm wonder
🤐 zipped mouth, silent
🤨 raised eyebrow, doubt
😐 neutral
😑 expressionless
😶 speechless
😏 smirk
🙄 rolling eyes
😬 grimace, awkward
😌 relieved, calm
😔 pensive, sad
😴 sleeping, tired
😷 mask, ill
🤒 ill, fever thermometer
🤕 hurt, bandage
🥵 hot, heat
🥶 cold, freezing
🤯 mind blown
🥳 partying face, party celebrate
😎 cool, sunglasses
🤓 nerd, glasses
🧐 monocle, inspect
😕 confused
🙁 slight frown, sad
😮 surprised, oh
😲 astonished, wow
😳 flushed, embarrassed
🥺 pleading, please
😢 crying, sad tear
😭 sobbing, crying
😱 scream, fear
😞 disappointed
😓 sweat, worried
😩 weary
😤 huff, determined
😡 angry, mad
🤖 robot, bot
`;

// One a line: the sign, its name, and behind a comma more words by which it is found.
export const nature = `
🌞 sun, sunny
☀️ sunshine, weather
⛅ sun behind a cloud, weather
🌧️ rain, weather
❄️ snow, cold winter
🌈 rainbow
🌍 world, earth globe
🌱 seedling, plant
🌳 tree
🌸 blossom, flower spring
🌹 rose, flower
🌻 sunflower
🍀 clover, luck
🐶 dog
🐱 cat
🐢 turtle, slow
🦄 unicorn
🐝 bee
🦋 butterfly
🍎 apple, fruit
🍓 strawberry, fruit
🍕 pizza
🍰 cake
🎂 birthday cake
🍪 cookie
☕ coffee, tea hot drink
🍺 beer
🥂 cheers, glasses toast
`;

export const signs = `
✅ check, done yes
☑️ checked box
✔️ check mark
❌ cross, no wrong
❗ exclamation, important
❓ question
⚠️ warning, attention
⛔ no entry, stop
🚫 forbidden
ℹ️ information
➡️ arrow right
⬅️ arrow left
⬆️ arrow up
⬇️ arrow down
🔄 again, reload refresh
🔗 link
➕ plus, add
➖ minus
🆗 ok
🆕 new
🆓 free
🔴 red circle
🟢 green circle
🟡 yellow circle
🔵 blue circle
1️⃣ one, number
2️⃣ two, number
3️⃣ three, number
`;

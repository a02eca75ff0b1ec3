// The page one hides behind: a recipe, and nothing that says where it came from.
const asked = new URLSearchParams(location.search).get('lang');
const lang = ['et', 'ru', 'en'].includes(asked) ? asked : 'et';
history.replaceState(null, '', '/hide');
addEventListener('pageshow', (event) => event.persisted && location.reload());

const answer = await fetch(`/page-texts?lang=${lang}`);
const texts = await answer.json();
document.documentElement.lang = lang;
document.title = texts.hiddenTitle;
document.querySelector('h1').textContent = texts.hiddenTitle;
document.querySelector('p').textContent = texts.hiddenText;

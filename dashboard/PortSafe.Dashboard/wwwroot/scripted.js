// Loaded before the page is drawn, so that what only scripts can use is there, and what they replace is not, from the first paint.
document.documentElement.classList.add('ps-scripted');

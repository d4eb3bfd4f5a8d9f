// Owns the first moment: the remembered theme is set before anything is drawn. (A classic script, so that it runs at once.)
const remembered = localStorage.getItem("theme");
if (remembered) document.documentElement.dataset.theme = remembered;

// What is smoother with JavaScript. Everything works without it.
"use strict";

// A form that has been sent is not sent twice by a second click; the server would answer with the same receipt anyway.
document.addEventListener("submit", function (event) {
  var form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(function () { delete form.dataset.sent; }, 4000);
});

// After an error the reader stands at the list of what is wrong.
document.addEventListener("DOMContentLoaded", function () {
  var summary = document.querySelector("[data-focus]");
  if (summary) { summary.focus(); }
});

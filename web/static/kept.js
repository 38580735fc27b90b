// Half a form is kept in this browser for three weeks, until it is sent or its owner signs out: the network may drop, and
// who decides once a year comes back on another day. Nobody's files, passwords or keys are kept.
"use strict";
(function () {
  var PREFIX = "decision-flow form ", DAYS = 21, form = document.querySelector("form[data-keep]");

  function forget(test) {
    Object.keys(window.localStorage).forEach(function (key) {
      if (key.indexOf(PREFIX) === 0 && test(JSON.parse(window.localStorage.getItem(key)))) {
        window.localStorage.removeItem(key);
      }
    });
  }

  function fields() {
    return Array.prototype.filter.call(form.elements, function (one) {
      return one.name && one.name.charAt(0) !== "_" && ["hidden", "file", "password", "submit", "fieldset"].indexOf(one.type) < 0;
    });
  }

  function isChoice(one) { return one.type === "radio" || one.type === "checkbox"; }

  function keep() {
    var values = fields().filter(function (one) { return isChoice(one) ? one.checked : one.value; })
      .map(function (one) { return [one.name, one.value]; });
    window.localStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify({ at: Date.now(), values: values }));
  }

  function restore(kept) {
    kept.values.forEach(function (pair) {
      fields().forEach(function (one) {
        if (one.name !== pair[0]) { return; }
        if (isChoice(one)) { one.checked = one.checked || one.value === pair[1]; } else { one.value = pair[1]; }
      });
    });
  }

  forget(function (kept) { return kept.at < Date.now() - DAYS * 86400000; });
  if (document.querySelector(".notice-done")) { forget(function (kept) { return kept.sent; }); }
  Array.prototype.forEach.call(document.querySelectorAll("form[data-forget]"), function (one) {
    one.addEventListener("submit", function () { forget(function () { return true; }); });
  });
  if (!form) { return; }

  var found = window.localStorage.getItem(PREFIX + form.dataset.keep), offer = document.getElementById("kept-form");
  if (found && offer && form.dataset.fresh) {
    offer.hidden = false;
    offer.querySelector("button").addEventListener("click", function () {
      restore(JSON.parse(found));
      offer.hidden = true;
      fields()[0].focus();
    });
  }
  form.addEventListener("input", keep);
  form.addEventListener("submit", function () {
    var kept = JSON.parse(window.localStorage.getItem(PREFIX + form.dataset.keep) || "null");
    if (kept) {
      kept.sent = true;
      window.localStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify(kept));
    }
  });
}());

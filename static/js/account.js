/* Passwords can be shown; passkeys are offered where the browser has them. */
(function () {
  "use strict";
  function each(selector, work) { Array.prototype.forEach.call(document.querySelectorAll(selector), work); }
  each("[data-reveal]", function (button) {
    var field = document.getElementById(button.getAttribute("data-reveal"));
    button.hidden = false;
    button.addEventListener("click", function () {
      var words = button.textContent;
      field.type = field.type === "password" ? "text" : "password";
      button.textContent = button.getAttribute("data-other");
      button.setAttribute("data-other", words);
    });
  });
  if (window.PublicKeyCredential) { each("[data-passkey]", function (part) { part.hidden = false; }); }
  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    each("[data-passkey-failed]", function (note) {
      note.hidden = false;
      note.setAttribute("tabindex", "-1");
      note.focus();
    });
  });
})();

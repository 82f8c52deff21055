"use strict";
start(JSON.parse(document.getElementById("pack").textContent));

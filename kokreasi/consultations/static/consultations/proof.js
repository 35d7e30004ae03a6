// The proof of work that is asked for only while somebody attacks: a number with the wanted hash.
// Without this file one waits a minute instead.
"use strict";

const form = document.querySelector("form[data-proof]");
const state = form.querySelector("[data-proof-state]");
const buttons = form.querySelectorAll("button");
const AT_ONCE = 250;

async function hashed(number) {
  const bytes = new TextEncoder().encode(form.dataset.salt + number);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function solve() {
  const { wanted, most } = form.dataset;
  for (let start = 0; start <= Number(most); start += AT_ONCE) {
    const numbers = Array.from({ length: AT_ONCE }, (_none, step) => start + step);
    const hashes = await Promise.all(numbers.map(hashed));
    const found = hashes.indexOf(wanted);
    if (found >= 0) return numbers[found];
  }
  return null;
}

async function prove() {
  state.textContent = state.dataset.working;
  for (const button of buttons) button.disabled = true;
  const number = await solve();
  const { wanted, salt, signature } = form.dataset;
  const proof = { algorithm: "SHA-256", challenge: wanted, number, salt, signature };
  form.elements.altcha.value = btoa(JSON.stringify(proof));
  for (const button of buttons) button.disabled = false;
  state.textContent = state.dataset.done;
}

if (globalThis.crypto?.subtle) prove();

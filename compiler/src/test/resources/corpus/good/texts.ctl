const a = "";
const b = "a \"quoted\" word";
const c = "back\\slash\n\ttab";
const d = "θ → ∞ 😀";
const e = "// no comment /* here */";

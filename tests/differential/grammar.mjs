// A grammar of login pages' scripts. A program is a list of statements, so that it can be made smaller by leaving some out.
//
// Everything works on a few variables: `n` and `m` are numbers, `s` is text, `l` a list, `o` an object, `c` decides
// whether Lock gets its flag. `window.extN` is what the page does not show: the environments differ in it.
import { randomOf } from './random.mjs';

const DECODE = 'var config = JSON.parse(decodeURIComponent(escape(window.atob("@@config@@"))));';
const VARIABLES = 'var n = 0, m = 1, s = "", l = [1, 2, 3], o = { a: 1, b: 2 }, c = false, f = null;';

/**
 * The statements of a script.
 *
 * @param {number} seed
 * @returns {string[]}
 */
export function programOf(seed) {
  const random = randomOf(seed);
  const { below, chance, pick, times } = random;
  let names = 0;
  const fresh = (prefix) => `${prefix}${(names += 1)}`;

  // ---- Expressions ------------------------------------------------------------------------------------------------

  const unknown = () => `window.ext${below(4)}`;
  const field = () => pick(['config.isThirdPartyClient', 'config.callbackOnLocationHash', 'config.prompt', 'config.colors.primary', 'config.dict']);

  function number(depth) {
    if (depth <= 0) return pick(['n', 'm', 'l.length', String(below(5)), 'Object.keys(o).length', 's.length']);
    const [a, b] = [number(depth - 1), number(depth - 1)];
    return pick([
      `(${a} + ${b})`, `(${a} - ${b})`, `(${a} * 2)`, `(${a} % 3)`, `(${a} | 0)`, `~~${a}`, `-${a}`, `Math.max(${a}, ${b})`, `+[${a}]`,
      `(${condition(depth - 1)} ? ${a} : ${b})`, `[${a}, ${b}].indexOf(${a})`, `parseInt(${text(depth - 1)} + "1", 10)`,
      `l.reduce(function (x, y) { return x + Number(y); }, ${a})`, `(n++, ${b})`, `Number(${text(depth - 1)})`, `(o.a || ${b})`,
    ]);
  }

  function text(depth) {
    if (depth <= 0) return pick(['s', '"x"', '""', 'l.join("")', 'Object.keys(o).join()', 'typeof c', 'String(n)', 'JSON.stringify(o)']);
    const [a, b] = [text(depth - 1), number(depth - 1)];
    return pick([
      `(${a} + ${b})`, `\`<\${${a}}>\``, `${a}.slice(${b})`, `${a}.toUpperCase()`, `${a}.replace(/x/g, function () { n++; return "y"; })`,
      `(${a} || "z")`, `String([${b}, ${a}])`, `${a}.split("").reverse().join("")`, `(${condition(depth - 1)} ? ${a} : "q")`,
    ]);
  }

  function condition(depth) {
    if (depth <= 0) {
      return pick(['c', '!c', 'n > 1', 'm === 1', 's', 'o.a === 1', '"b" in o', 'l.length === 3', 'o.hasOwnProperty("a")', unknown(), `!${unknown()}`, field(), 'true', 'l[0] === 1', 'f === null']);
    }
    const [a, b] = [condition(depth - 1), condition(depth - 1)];
    const [x, y] = [number(depth - 1), number(depth - 1)];
    return pick([
      `(${a} && ${b})`, `(${a} || ${b})`, `!(${a})`, `(${x} < ${y})`, `(${x} === ${y})`, `(${x} != ${y})`, `(${text(depth - 1)} === ${text(depth - 1)})`,
      `(${a} ? ${b} : !${b})`, `l.some(function (x) { return x > ${x}; })`, `l.includes(${x})`, `(typeof ${unknown()} === "undefined")`,
      `l.every(function (x) { n++; return x; })`, `Boolean(${a})`, `(${a} ?? ${b})`, `!!${text(depth - 1)}`,
    ]);
  }

  // ---- Statements -------------------------------------------------------------------------------------------------

  const block = (depth) => times(1, 2, () => statement(depth - 1)).join(' ');

  function effect() {
    return pick([
      'n++;', 'm += 2;', `n = ${number(1)};`, `s += ${text(0)};`, `c = ${condition(1)};`, 'c = !c;', `l.push(${number(0)});`, 'l.pop();', 'l.shift();',
      'l.length = 1;', `o.a = ${number(0)};`, 'delete o.b;', 'delete o.a;', `o[${text(0)}] = 1;`, 'o = Object.assign({}, o);', 'o = { ...o, z: 1 };',
      'l = l.concat([4]);', 'l.reverse();', `l[${number(0)}] = 9;`, 'o.x = o;', `m = ${number(1)};`, 's = s.slice(1);', 'l = [...l, n];', 'l.splice(0, 1);',
    ]);
  }

  function loop(depth) {
    const i = fresh('i');
    const body = block(depth);
    return pick([
      () => `for (var ${i} = 0; ${i} < ${2 + below(7)}; ${i}++) { if (${i} === ${below(8)}) { ${body} } }`,
      () => `for (let ${i} = 0; ${i} < ${1 + below(4)}; ${i}++) { ${body} ${pick(['', 'if (c) break;', 'if (n > 2) continue;'])} }`,
      () => `var ${i} = 0; while (${i} < ${2 + below(6)}${pick(['', ` && ${condition(1)}`])}) { ${i}++; ${body} }`,
      () => `var ${i} = ${1 + below(4)}; do { ${body} } while (--${i} > 0);`,
      () => `for (var ${i} in o) { s += ${i}; ${body} }`,
      () => `for (const ${i} of l.slice(0, 5)) { ${body} if (${i} === 2) ${pick(['break', 'continue'])}; }`,
      () => `${i}: for (var ${i}a = 0; ${i}a < 3; ${i}a++) { for (;;) { ${body} if (${condition(1)}) continue ${i}; break ${i}; } }`,
      // What one turn does is seen by a later one.
      () => `var ${i}a = 0, ${i}b = 0; for (var ${i} = 0; ${i} < ${2 + below(5)}; ${i}++) { if (${i}b) c = ${condition(0)}; if (${i}a) ${i}b = 1; ${i}a = 1; }`,
      () => `l.forEach(function (x, ${i}) { ${body} });`,
      () => `l = l.map(function (x) { ${effect()} return x; });`,
      () => `l.slice().sort(function (a, b) { ${body} return a - b; });`,
      () => `Object.keys(o).forEach(function (${i}) { ${body} });`,
    ])();
  }

  function call(depth) {
    const g = fresh('g');
    const body = block(depth);
    return pick([
      () => `function ${g}(a, b) { ${body} return ${condition(1)}; } c = ${g}(${number(0)}, s);`,
      () => `var ${g} = function (a = ${number(0)}, ...b) { n += b.length; ${body} }; ${g}(); ${pick([`${g}(1, 2, 3);`, ''])}`,
      () => `(function () { ${body} if (${condition(1)}) return; ${effect()} })();`,
      () => `var ${g} = (x) => { ${effect()} return x; }; n = ${g}(${number(1)});`,
      () => `function ${g}(k) { if (k > ${below(7)}) { ${effect()} return; } ${g}(k + 1); } ${g}(0);`,
      () => `(function (a) { arguments[0] = ${number(0)}; n = a; })(${number(0)});`,
      () => `var ${g} = { v: ${number(0)}, go() { n = this.v; ${effect()} return this; } }; ${g}.go().go();`,
      () => `f = function () { ${body} }; ${pick(['f();', 'f.call(o);', 'f.apply(null, l);', 'f.bind(o)();', 'setTimeout(f, 0);', 'if (c) f();'])}`,
      () => `var ${g} = (function () { var k = 0; return function () { return ++k; }; })(); ${g}(); n = ${g}();`,
      () => `new Function("window.made = 1")(); if (window.made) { ${effect()} }`,
    ])();
  }

  function classes() {
    const A = fresh('A');
    return pick([
      () => `class ${A} { constructor() { this.x = ${number(0)}; } m() { ${effect()} return this.x; } } n = new ${A}().m();`,
      () => `class ${A} { static make() { return new this(); } get x() { ${effect()} return 1; } } class ${A}B extends ${A} {} n = ${A}B.make().x;`,
      () => `class ${A} { m() { return 1; } } class ${A}B extends ${A} { m() { ${effect()} return super.m() + 1; } } n = new ${A}B().m();`,
      () => `class ${A} { constructor() { return o; } } var ${A}x = new ${A}(); ${A}x.a = 5;`,
      () => `class ${A} { #p = 1; bump() { this.#p++; ${effect()} return this.#p; } } n = new ${A}().bump();`,
      () => `class ${A} { static k = ${number(0)}; static { n = this.k; } }`,
      () => `function ${A}() { this.x = 1; } ${A}.prototype.m = function () { ${effect()} return this.x; }; n = new ${A}().m();`,
      () => `class ${A} extends Array { total() { return this.length; } } n = ${A}.from(l).total();`,
    ])();
  }

  function protocols() {
    const p = fresh('p');
    return pick([
      () => `var ${p} = { valueOf() { ${effect()} return 1; } }; ${pick([`n = ${p} + 1;`, `${p} < 2;`, `${p}++;`, `+${p};`])}`,
      () => `var ${p} = { toString() { ${effect()} return "a"; } }; ${pick([`s = "" + ${p};`, `o[${p}];`, `\`\${${p}}\`;`, `${p} == "a";`])}`,
      () => `JSON.stringify({ toJSON() { ${effect()} return 1; } });`,
      () => `var ${p} = { get v() { ${effect()} return 1; } }; ${pick([`${p}.v;`, `({ ...${p} });`, `Object.assign({}, ${p});`, `var { v: ${p}v } = ${p};`, `Object.values(${p});`])}`,
      () => `var ${p} = { set v(x) { ${effect()} } }; ${p}.v = 1;`,
      () => `var ${p} = { *[Symbol.iterator]() { try { yield 1; ${effect()} yield 2; } finally { ${effect()} } } }; ${pick([`for (var ${p}x of ${p}) break;`, `[...${p}];`, `var [${p}y] = ${p};`, `new Set(${p});`])}`,
      () => `function* ${p}() { ${effect()} yield 1; ${effect()} } var ${p}i = ${p}(); ${pick(['', `${p}i.next();`, `${p}i.next(); ${p}i.next();`, `[...${p}i];`])}`,
      () => `var ${p} = new Proxy(o, { get(t, k) { ${effect()} return t[k]; }, has() { return true; } }); ${pick([`${p}.a;`, `n = ${p}.a;`, `c = "zz" in ${p};`, `${p}.a = 3;`])}`,
      () => `var ${p} = Object.create(o); ${p}.a = 2; n = ${p}.b;`,
      () => `Object.freeze(o); o.a = 7;`,
      () => `Object.defineProperty(o, "a", { value: 3, ${pick(['writable: true', 'enumerable: false', 'configurable: true'])} }); n = o.a;`,
      () => `var ${p} = new Map([["a", 1], ["b", n]]); ${p}.forEach(function (v, k) { ${effect()} }); n = ${p}.get("a");`,
      () => `var ${p} = new Set(l); ${pick([`n = ${p}.size;`, `c = ${p}.has(2);`, `for (var ${p}x of ${p}) { ${effect()} }`])}`,
      () => `var { a: ${p}a = ${number(0)}, ...${p}r } = o; n = ${p}a; m = Object.keys(${p}r).length;`,
      () => `var [${p}a, , ${p}b = 5] = l; n = ${p}b;`,
      () => `s = l.map(String).join(${text(0)});`,
    ])();
  }

  function later(depth) {
    return pick([
      () => `Promise.resolve(${number(0)}).then(function (x) { ${block(depth)} });`,
      () => `(async function () { ${effect()} await ${pick(['1', `(${effect().replace(/;$/, '').replace(/^delete .*/, 'n++')})`])}; ${effect()} })();`,
      () => `setTimeout(function () { ${block(depth)} }, ${below(3) * 10});`,
      () => `new Promise(function (resolve) { ${effect()} resolve(); }).then(function () { ${effect()} });`,
    ])();
  }

  function statement(depth) {
    if (depth <= 0 || chance(0.25)) return effect();
    return pick([
      () => `if (${condition(2)}) { ${block(depth)} }`,
      () => `if (${condition(1)}) { ${block(depth)} } else { ${block(depth)} }`,
      () => `switch (${number(1)}) { case 0: ${effect()} case 1: ${effect()} break; default: ${effect()} case 3: ${effect()} }`,
      () => `try { ${block(depth)} ${pick(['throw n;', `if (${condition(1)}) throw 1;`, 'null.x;', ''])} ${effect()} } catch (e) { ${effect()} } ${pick(['', `finally { ${effect()} }`])}`,
      () => `c = ${condition(3)};`,
      () => loop(depth),
      () => loop(depth),
      () => call(depth),
      () => classes(),
      () => protocols(),
      () => protocols(),
      () => later(depth),
    ])();
  }

  // ---- The page ---------------------------------------------------------------------------------------------------

  const FLAG = '__useTenantInfo';
  const flag = 'config.isThirdPartyClient';

  const OPTIONS = [
    () => 'var options = { closable: false, auth: { redirect: true } };',
    () => `var options = { ${FLAG}: ${flag}, closable: false };`,
    () => `var options = { closable: false, ...(${condition(1)} ? { ${FLAG}: ${flag} } : {}) };`,
    () => `var options = Object.assign({ closable: c }, ${pick(['{}', `{ ${FLAG}: ${flag} }`])});`,
    () => 'var options = {}; options.closable = n > 1;',
    () => 'var common = { closable: false }; var options = Object.create(common); options.language = "en";',
  ];

  const SETTING = [
    () => `if (c) { options.${FLAG} = ${flag}; }`,
    () => `if (${condition(2)}) options.${FLAG} = ${flag};`,
    () => `options.${FLAG} = ${flag};`,
    () => `if (${condition(1)}) { delete options.${FLAG}; }`,
    () => `options["__use" + ${pick(['"TenantInfo"', '(c ? "TenantInfo" : "Other")'])}] = ${flag};`,
    () => `Object.assign(options, c ? { ${FLAG}: ${flag} } : {});`,
    () => `(c ? options : o).${FLAG} = ${flag};`,
    () => `options = c ? options : { ...options, ${FLAG}: ${flag} };`,
    () => `var all = [options, o]; all[n % 2 ? 1 : 0].${FLAG} = ${flag};`,
    () => '',
  ];

  // What a page makes of its options, which a fix must not change.
  const READING = [
    () => '',
    () => '',
    () => '',
    () => 'options.count = Object.keys(options).length;',
    () => 'options.title = JSON.stringify(options).length > 40 ? "long" : "short";',
    () => `if (options.${FLAG}) { options.theirs = true; }`,
    () => 'Object.freeze(options);',
    () => 'for (var key in options) { options.last = key; }',
    () => 'options = { ...options };',
  ];

  const CONSTRUCTION = [
    () => 'new Auth0Lock(config.clientID, config.auth0Domain, options).show();',
    () => 'var lock = new Auth0Lock(config.clientID, config.auth0Domain, options); lock.on("ready", function () {}); lock.show();',
    () => 'function start() { return new Auth0Lock(config.clientID, config.auth0Domain, options); } start().show();',
    () => `if (${condition(1)}) { new Auth0Lock(config.clientID, config.auth0Domain, options).show(); } else { new Auth0Lock(config.clientID, config.auth0Domain, { closable: true${pick(['', `, ${FLAG}: ${flag}`])} }).show(); }`,
    () => 'window.addEventListener("load", function () { new Auth0Lock(config.clientID, config.auth0Domain, options).show(); });',
    () => 'setTimeout(function () { new Auth0Lock(config.clientID, config.auth0Domain, options).show(); }, 5);',
    () => 'new Auth0LockPasswordless(config.clientID, config.auth0Domain, { closable: false }); new Auth0Lock(config.clientID, config.auth0Domain, options);',
  ];

  return [
    DECODE,
    VARIABLES,
    ...times(1, 3, () => statement(3)),
    pick(OPTIONS)(),
    ...times(0, 2, () => statement(3)),
    pick(SETTING)(),
    pick(READING)(),
    pick(CONSTRUCTION)(),
  ].filter((line) => line !== '');
}

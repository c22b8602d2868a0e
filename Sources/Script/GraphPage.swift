extension Graph {
  /// One page that needs nothing else: zoom and drag, search, click a step to read it, and paste a transcript to
  /// see its path.
  public var html: String {
    Self.page.replacing("%TITLE%", with: title.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))
      .replacing("%GRAPH%", with: json)
  }

  private static let page = #"""
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>%TITLE%</title>
    <style>
      body { margin: 0; font: 14px/1.4 sans-serif; display: flex; height: 100vh; color: #222; }
      main { flex: 1; overflow: hidden; background: #fafaf7; }
      aside { width: 22em; padding: 1em; overflow: auto; border-left: 1px solid #ccc; box-sizing: border-box; }
      svg { width: 100%; height: 100%; cursor: grab; }
      .node rect { fill: #fff; stroke: #888; rx: 5; }
      .node.visited rect { stroke-dasharray: 4 3; }
      .node.start rect { stroke: #1a6; stroke-width: 2; }
      .node.found rect { fill: #fe9; }
      .node.path rect { fill: #bde; }
      .node.chosen rect { stroke: #06c; stroke-width: 3; }
      .node { cursor: pointer; }
      .topic { font-weight: bold; fill: #555; }
      path { fill: none; stroke: #bbb; }
      path.visit { stroke-dasharray: 5 4; }
      path.closed { stroke-dasharray: 1 4; }
      path.on { stroke: #06c; stroke-width: 2; }
      input, textarea { width: 100%; box-sizing: border-box; font: inherit; }
      h1 { font-size: 1.1em; } h2 { font-size: 1em; margin: .8em 0 .2em; } p { margin: .3em 0; }
      small { color: #666; } a { color: #06c; cursor: pointer; }
    </style>
    <main><svg role="img" aria-label="The steps of %TITLE% and the ways between them"><g id="all"></g></svg></main>
    <aside>
      <h1>%TITLE%</h1>
      <label>Search <input id="search" type="search"></label>
      <div id="step"><small>Click a step to read it. Scroll to zoom, drag to move.</small></div>
      <h2><label for="transcript">A transcript's path</label></h2>
      <textarea id="transcript" rows="4" placeholder="Paste a transcript here"></textarea>
    </aside>
    <script>
    const graph = %GRAPH%;
    const svg = document.querySelector("svg"), all = document.getElementById("all");
    const make = (name, values, parent) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const key in values) made.setAttribute(key, values[key]);
      parent.append(made);
      return made;
    };
    const columns = new Map();
    for (const node of graph.nodes) {
      if (!columns.has(node.t)) columns.set(node.t, []);
      columns.get(node.t).push(node);
    }
    let x = 20, tallest = 0;
    for (const [topic, nodes] of columns) {
      nodes.forEach((node, row) => { node.x = x; node.y = 40 + row * 46; });
      tallest = Math.max(tallest, nodes.length);
      make("text", { x, y: 22, class: "topic" }, all).textContent = topic;
      x += 300;
    }
    const ways = graph.edges.map(([from, to, label, kind]) => {
      const a = graph.nodes[from], b = graph.nodes[to];
      const same = a.x === b.x, back = b.x < a.x;
      const x1 = a.x + (back ? 0 : 200), x2 = b.x + (same || back ? 200 : 0), y1 = a.y + 15, y2 = b.y + 15;
      const bend = same ? 50 : 60;
      const d = same ? `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}`
        : `M${x1} ${y1}C${x1 + (back ? -bend : bend)} ${y1} ${x2 + (back ? bend : -bend)} ${y2} ${x2} ${y2}`;
      const path = make("path", { d, class: kind }, all);
      make("title", {}, path).textContent = `${a.a} to ${b.a}` + (label ? `: ${label}` : "");
      return { from, to, label, kind, path };
    });
    graph.nodes.forEach((node, index) => {
      const names = ["node", node.v ? "visited" : "", node.s ? "start" : ""].join(" ");
      const group = make("g", { class: names, transform: `translate(${node.x} ${node.y})`, tabindex: 0 }, all);
      make("rect", { width: 200, height: 30 }, group);
      make("text", { x: 8, y: 20 }, group).textContent = node.a.split(".").pop();
      make("title", {}, group).textContent = node.a;
      group.onclick = () => choose(index);
      group.onkeydown = event => { if (event.key === "Enter") choose(index); };
      node.group = group;
    });
    const panel = document.getElementById("step");
    const say = (tag, text) => { const made = document.createElement(tag); made.textContent = text; panel.append(made); return made; };
    function choose(index) {
      const node = graph.nodes[index];
      graph.nodes.forEach(other => other.group.classList.toggle("chosen", other === node));
      ways.forEach(way => way.path.classList.toggle("on", way.from === index || way.to === index));
      panel.replaceChildren();
      say("h2", node.a);
      if (node.g.length) say("small", node.g.map(tag => "#" + tag).join(" "));
      node.l.forEach(line => say("p", line));
      if (node.r.length) { say("h2", "Listens for"); say("p", node.r.join(", ")); }
      say("h2", "Leads to");
      ways.filter(way => way.from === index).forEach(way => {
        const link = say("p", "").appendChild(document.createElement("a"));
        link.textContent = graph.nodes[way.to].a + (way.label ? ` (${way.label})` : "") + (way.kind === "go" ? "" : `, ${way.kind}`);
        link.onclick = () => choose(way.to);
      });
    }
    document.getElementById("search").oninput = event => {
      const wanted = event.target.value.toLowerCase();
      graph.nodes.forEach(node => node.group.classList.toggle("found",
        wanted !== "" && (node.a + " " + node.l.join(" ")).toLowerCase().includes(wanted)));
    };
    document.getElementById("transcript").oninput = event => {
      const steps = new Set([...event.target.value.matchAll(/"step":\s*"([^"]+)"/g)].map(match => match[1]));
      graph.nodes.forEach(node => node.group.classList.toggle("path", steps.has(node.a)));
    };
    const view = { x: 0, y: 0, zoom: Math.min(1, 1200 / x) };
    const show = () => all.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.zoom})`);
    svg.onwheel = event => {
      event.preventDefault();
      const factor = Math.exp(-event.deltaY / 500), box = svg.getBoundingClientRect();
      const px = event.clientX - box.left, py = event.clientY - box.top;
      view.x = px - (px - view.x) * factor;
      view.y = py - (py - view.y) * factor;
      view.zoom *= factor;
      show();
    };
    let held = null;
    svg.onpointerdown = event => { held = [event.clientX - view.x, event.clientY - view.y]; };
    svg.onpointermove = event => { if (held) { view.x = event.clientX - held[0]; view.y = event.clientY - held[1]; show(); } };
    svg.onpointerup = svg.onpointerleave = () => { held = null; };
    show();
    </script>
    </html>

    """#
}

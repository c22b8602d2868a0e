extension Graph {
  /// One page that needs nothing else: zoom and drag, search, click a step to read it, and a transcript's path.
  public var html: String { html(path: []) }

  /// The page with the path of a conversation marked in it.
  ///
  /// - Parameter path: addresses of steps, in the order they were come to.
  public func html(path: [String]) -> String {
    Self.page.replacing("%TITLE%", with: title.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))
      .replacing("%GRAPH%", with: json).replacing("%PATH%", with: Self.json(path))
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
      path.walked { stroke: #28b; stroke-width: 3; }
      path.on { stroke: #06c; stroke-width: 2; }
      input, textarea { width: 100%; box-sizing: border-box; font: inherit; }
      h1 { font-size: 1.1em; } h2 { font-size: 1em; margin: .8em 0 .2em; } p { margin: .3em 0; }
      small { color: #666; } a { color: #06c; cursor: pointer; }
    </style>
    <main><svg role="img" aria-label="The steps of %TITLE% and the ways between them"><g id="all"></g></svg></main>
    <aside>
      <h1>%TITLE%</h1>
      <label>Search <input id="search" type="search"></label>
      <p><button id="closer">Zoom in</button> <button id="further">Zoom out</button> <button id="whole">Show all</button></p>
      <p><small id="found" role="status"></small></p>
      <div id="step"><small>Click a step to read it. Scroll to zoom, drag to move.</small></div>
      <h2><label for="transcript">A transcript's path</label></h2>
      <textarea id="transcript" rows="4" placeholder="Paste a transcript here"></textarea>
      <ol id="walk"></ol>
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
    const byID = id => document.getElementById(id);
    byID("search").oninput = event => {
      const wanted = event.target.value.toLowerCase();
      let count = 0, first = null;
      graph.nodes.forEach(node => {
        const words = [node.a, ...node.l, ...node.r, ...node.g.map(tag => "#" + tag)].join(" ").toLowerCase();
        const found = wanted !== "" && words.includes(wanted);
        if (found) { count += 1; first = first || node; }
        node.group.classList.toggle("found", found);
      });
      byID("found").textContent = wanted === "" ? "" : count === 1 ? "1 step" : `${count} steps`;
      if (first) centre(first);
    };
    const numbers = new Map(graph.nodes.map((node, index) => [node.a, index]));
    function walk(addresses) {
      const steps = addresses.map(address => numbers.get(address)).filter(index => index !== undefined);
      const pairs = new Set(steps.slice(1).map((to, at) => steps[at] + ">" + to));
      graph.nodes.forEach((node, index) => node.group.classList.toggle("path", steps.includes(index)));
      ways.forEach(way => way.path.classList.toggle("walked", pairs.has(way.from + ">" + way.to)));
      byID("walk").replaceChildren(...steps.map(index => {
        const item = document.createElement("li"), link = document.createElement("a");
        link.textContent = graph.nodes[index].a;
        link.onclick = () => { choose(index); centre(graph.nodes[index]); };
        item.append(link);
        return item;
      }));
      if (steps.length) centre(graph.nodes[steps[0]]);
    }
    byID("transcript").oninput = event => {
      const said = [...event.target.value.matchAll(/"step":\s*"([^"]+)"/g)].map(match => match[1]);
      walk(said.filter((address, at) => address !== said[at - 1]));
    };
    const view = { x: 0, y: 0, zoom: Math.min(1, 1200 / x) };
    const show = () => all.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.zoom})`);
    const box = () => svg.getBoundingClientRect();
    const zoom = (factor, px, py) => {
      const zoomed = Math.min(4, Math.max(0.02, view.zoom * factor));
      view.x = px - (px - view.x) * zoomed / view.zoom;
      view.y = py - (py - view.y) * zoomed / view.zoom;
      view.zoom = zoomed;
      show();
    };
    const centre = node => {
      view.x = box().width / 2 - (node.x + 100) * view.zoom;
      view.y = box().height / 2 - (node.y + 15) * view.zoom;
      show();
    };
    svg.onwheel = event => {
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 500), event.clientX - box().left, event.clientY - box().top);
    };
    byID("closer").onclick = () => zoom(1.5, box().width / 2, box().height / 2);
    byID("further").onclick = () => zoom(1 / 1.5, box().width / 2, box().height / 2);
    byID("whole").onclick = () => {
      view.zoom = Math.min(1, box().width / x, box().height / (60 + tallest * 46));
      view.x = view.y = 0;
      show();
    };
    let held = null;
    svg.onpointerdown = event => { held = [event.clientX - view.x, event.clientY - view.y]; };
    svg.onpointermove = event => { if (held) { view.x = event.clientX - held[0]; view.y = event.clientY - held[1]; show(); } };
    svg.onpointerup = svg.onpointerleave = () => { held = null; };
    show();
    walk(%PATH%);
    </script>
    </html>

    """#
}

import { useEffect, useRef } from 'preact/hooks';
import { toWordTone } from '../ui/badge.tsx';
import { NODE, type DrawnEdge, type DrawnGraph, type DrawnNode } from './run-graph.ts';

interface GraphProps {
  readonly graph: DrawnGraph;
  /** Opens the step of a node. */
  readonly open: (id: string) => void;
}

/** Draws the nodes of a workflow, each with its state in the execution, which a colour and a word tell. */
export function GraphView({ graph, open }: GraphProps) {
  const { nodes, edges, width, height } = graph;
  const box = useRef<HTMLDivElement>(null);
  const active = nodes.findLast(({ status }) => OPEN.has(status));
  // A wide graph scrolls along with the step that runs.
  useEffect(() => {
    const { current } = box;
    if (current !== null && active !== undefined)
      current.scrollTo({ left: active.x - (current.clientWidth - NODE.width) / 2 });
  }, [active?.id]);
  return (
    <div class="graph" ref={box} tabIndex={0} role="group" aria-label="Graph of the workflow">
      <div class="graph-canvas" style={{ width: `${width}px`, height: `${height}px` }}>
        <svg width={width} height={height} aria-hidden="true">
          {edges.map((edge) => (
            <path key={edge.id} class={edge.isTaken ? 'taken' : ''} d={toCurve(edge)} />
          ))}
        </svg>
        <ul>
          {nodes.map((node) => (
            <GraphNode key={node.id} node={node} open={open} />
          ))}
        </ul>
        {edges.map((edge) => (edge.label === '' ? null : <EdgeLabel key={edge.id} edge={edge} />))}
      </div>
    </div>
  );
}

function GraphNode({ node, open }: { readonly node: DrawnNode; readonly open: (id: string) => void }) {
  const { id, label, status, passes, x, y } = node;
  return (
    <li style={{ left: `${x}px`, top: `${y}px` }}>
      <button type="button" class={`graph-node ${toWordTone(status)} ${status}`} title={label} onClick={() => open(id)}>
        <b>{label}</b>
        <span>
          {status}
          {passes > 1 ? ` · ${passes}×` : ''}
        </span>
      </button>
    </li>
  );
}

/** The label of an edge, in front of the node that it leads to. */
function EdgeLabel({ edge: { label, to } }: { readonly edge: DrawnEdge }) {
  return (
    <small class="edge-label" style={{ left: `${to.x}px`, top: `${to.y + NODE.height / 2}px` }}>
      {label}
    </small>
  );
}

/** Returns a curve from the right side of a node to the left side of another; a way back goes around below. */
function toCurve({ from, to }: DrawnEdge): string {
  const [startX, startY] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [endX, endY] = [to.x, to.y + NODE.height / 2];
  const bend = (endX - startX) / 2;
  if (bend > 0) return `M${startX} ${startY}C${startX + bend} ${startY} ${endX - bend} ${endY} ${endX} ${endY}`;
  const bottom = Math.max(from.y, to.y) + NODE.height;
  const [sourceX, targetX] = [from.x + NODE.width / 2, to.x + NODE.width / 2];
  return `M${sourceX} ${from.y + NODE.height}C${sourceX} ${bottom + WAY_BACK} ${targetX} ${bottom + WAY_BACK} ${targetX} ${to.y + NODE.height}`;
}

const OPEN: ReadonlySet<string> = new Set(['running', 'waiting']);
/** How far a way back goes below its nodes, in pixels. */
const WAY_BACK = 12;

import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Workflow } from '../api.ts';
import { Icon, type IconName } from '../parts/icon.tsx';
import { StatusSign, type Status } from '../parts/status.tsx';

type Node = Workflow['nodes'][number];

interface GraphProps {
  nodes: Workflow['nodes'];
  edges: Workflow['edges'];
  /** The status of each step that has run, by the id of its node. */
  runs?: Readonly<Record<string, Status>>;
  /** The ids of the edges that the execution has followed. */
  taken?: ReadonlySet<string>;
}

/** Draws the steps of a workflow where its editor put them, closer together, and marks the ones that run. */
export function Graph({ nodes, edges, runs = {}, taken }: GraphProps): JSX.Element {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (!frame.current) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  const { places, size } = arrange(nodes, width);
  const active = nodes.findLast(({ id }) => runs[id] === 'running' || runs[id] === 'waiting')?.id;
  const x = active === undefined ? undefined : places.get(active)?.x;
  // A wide graph scrolls along with the step that runs.
  useEffect(() => {
    const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth';
    if (x !== undefined) frame.current?.scrollTo({ left: x - width / 2 + NODE.width / 2, behavior });
  }, [x, width]);
  return (
    <div class="graph" ref={frame} tabIndex={0} role="group" aria-label="The steps and how they follow each other">
      <div class="graph-canvas" style={{ width: `${size.width}px`, height: `${size.height}px` }}>
        <svg width={size.width} height={size.height} aria-hidden="true">
          {edges.map(({ id, source, target }) => {
            const from = places.get(source);
            const to = places.get(target);
            return (
              from && to && <path key={id} class={`edge ${taken?.has(id) ? 'taken' : ''}`} d={toCurve(from, to)} />
            );
          })}
        </svg>
        {nodes.map((node) => (
          <GraphNode key={node.id} node={node} at={places.get(node.id)} status={runs[node.id]} />
        ))}
        {edges.map(({ id, source, target, label, source_handle: handle }) => (
          <EdgeLabel key={id} from={places.get(source)} to={places.get(target)} text={label ?? handle ?? ''} />
        ))}
      </div>
    </div>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function GraphNode({
  node,
  at,
  status,
}: {
  node: Node;
  at: Point | undefined;
  status: Status | undefined;
}): JSX.Element {
  return (
    <div class={`node ${status ?? 'idle'}`} style={{ left: `${at?.x ?? 0}px`, top: `${at?.y ?? 0}px` }}>
      {status && status !== 'idle' ? <StatusSign status={status} /> : <Icon name={toIcon(node)} />}
      <span>{node.data.label ?? node.id}</span>
    </div>
  );
}

function EdgeLabel(props: { from: Point | undefined; to: Point | undefined; text: string }): JSX.Element | null {
  const { from, to, text } = props;
  if (!from || !to || text === '') return null;
  const left = (from.x + to.x + NODE.width) / 2;
  const top = (from.y + to.y + NODE.height) / 2;
  return (
    <span class="edge-label" style={{ left: `${left}px`, top: `${top}px` }}>
      {text}
    </span>
  );
}

/** Returns the icon of a kind of step. */
export function toIcon({ type }: Pick<Node, 'type'>): IconName {
  return ICONS[type] ?? (type.startsWith('trigger.') ? 'play' : 'workflows');
}

/** Fits the columns of the editor into the width, but never so close that steps touch. */
function arrange(
  nodes: readonly Node[],
  width: number,
): { places: ReadonlyMap<string, Point>; size: { width: number; height: number } } {
  const xs = nodes.map(({ position }) => position.x);
  const ys = nodes.map(({ position }) => position.y);
  const [left, top] = [Math.min(...xs, 0), Math.min(...ys, 0)];
  const columns = (Math.max(...xs, 0) - left) / EDITOR_PITCH;
  const pitch =
    columns === 0 ? 0 : Math.min(MAX_PITCH, Math.max(MIN_PITCH, (width - 2 * MARGIN - NODE.width) / columns));
  const places = new Map(
    nodes.map(({ id, position: { x, y } }) => [
      id,
      { x: MARGIN + ((x - left) / EDITOR_PITCH) * pitch, y: MARGIN + (y - top) * ROW_SCALE },
    ]),
  );
  const all = [...places.values()];
  return {
    places,
    size: {
      width: Math.max(...all.map(({ x }) => x), 0) + NODE.width + MARGIN,
      height: Math.max(...all.map(({ y }) => y), 0) + NODE.height + MARGIN,
    },
  };
}

/** Returns a curve from the right side of a step to the left side of another; a way back goes around below. */
function toCurve(from: Point, to: Point): string {
  const [startX, startY] = [from.x + NODE.width, from.y + NODE.height / 2];
  const [endX, endY] = [to.x, to.y + NODE.height / 2];
  if (endX > startX) {
    const middle = (endX - startX) / 2;
    return `M${startX} ${startY}C${startX + middle} ${startY} ${endX - middle} ${endY} ${endX} ${endY}`;
  }
  const [sourceX, targetX] = [from.x + NODE.width / 2, to.x + NODE.width / 2];
  const isDown = to.y > from.y;
  const [sourceY, targetY] = isDown ? [from.y + NODE.height, to.y] : [from.y, to.y + NODE.height];
  const middle = (targetY - sourceY) / 2;
  return `M${sourceX} ${sourceY}C${sourceX} ${sourceY + middle} ${targetX} ${targetY - middle} ${targetX} ${targetY}`;
}

const ICONS: Readonly<Partial<Record<string, IconName>>> = {
  'agent.run': 'agents',
  'prompt.run': 'agents',
  'tool.call': 'tool',
  'http.request': 'out',
  'logic.delay': 'clock',
  'human.approval': 'person',
};

const NODE = { width: 122, height: 56 };
const MARGIN = 16;
/** How far apart the editor's columns are, and the page's at least and at most. */
const EDITOR_PITCH = 260;
const MIN_PITCH = 146;
const MAX_PITCH = 210;
const ROW_SCALE = 0.7;

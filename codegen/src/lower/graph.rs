//! Circles in what leads to what: nodes are numbers, edges their lists of targets.

/// The edges that are part of a circle: those between nodes that lead to each other. What stands
/// outside of a knot then changes nothing in it.
pub(crate) fn within_knots(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let knots = knots(edges);
    let inside = |from: usize| {
        let targets = edges[from].iter().copied();
        let targets = targets.filter(|to| knots[from] == knots[*to]);
        targets.collect()
    };
    (0..edges.len()).map(inside).collect()
}

/// The knot that each node is in: two are in one where each leads to the other (Kosaraju).
pub(crate) fn knots(edges: &[Vec<usize>]) -> Vec<usize> {
    let order = depth_first(edges, |_, _| {});
    let mut reverse: Vec<Vec<usize>> = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            reverse[*to].push(from);
        }
    }
    let mut knots: Vec<Option<usize>> = vec![None; edges.len()];
    for root in order.into_iter().rev() {
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            if knots[at].is_none() {
                knots[at] = Some(root);
                open.extend(&reverse[at]);
            }
        }
    }
    // Every node is in the order.
    knots.into_iter().map(Option::unwrap_or_default).collect()
}

/// Goes through nodes in order, and from each to what it leads to, and tells of every edge that
/// leads back to a node which is still open. The nodes in the order in which they were left.
///
/// With a stack of its own: a chain may be as long as a document.
pub(crate) fn depth_first(edges: &[Vec<usize>], mut back: impl FnMut(usize, usize)) -> Vec<usize> {
    let mut state = vec![State::New; edges.len()];
    let mut left = Vec::with_capacity(edges.len());
    for start in 0..edges.len() {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        let mut stack = vec![(start, 0)];
        while let Some((at, next)) = stack.pop() {
            let Some(&to) = edges[at].get(next) else {
                state[at] = State::Done;
                left.push(at);
                continue;
            };
            stack.push((at, next + 1));
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    stack.push((to, 0));
                }
                State::Open => back(at, to),
                State::Done => {}
            }
        }
    }
    left
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

#[cfg(test)]
mod tests {
    use super::{depth_first, within_knots};

    #[test]
    fn edges_that_lead_out_of_a_circle_are_left_out() {
        let edges = [vec![1], vec![2, 1], vec![1, 3], vec![]];
        assert_eq!(within_knots(&edges), [vec![], vec![2, 1], vec![1], vec![]]);
    }

    #[test]
    fn a_long_chain_needs_no_stack() {
        let edges: Vec<Vec<usize>> = (0..200_000).map(|at| vec![(at + 1) % 200_000]).collect();
        let mut back = Vec::new();
        depth_first(&edges, |from, to| back.push((from, to)));
        assert_eq!(back, [(199_999, 0)]);
        assert_eq!(within_knots(&edges), edges);
    }
}

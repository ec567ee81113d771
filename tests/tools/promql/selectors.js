// Reads a JSON array of PromQL expressions from standard input. For each one it prints the series that it selects, the labels that
// their matchers and the groupings around them name, the function that gets their values, and the labels of the result.
import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';

const read = (expression) => {
  const tree = parser.parse(expression);
  const textOf = (node) => expression.slice(node.from, node.to);
  const unquote = (text) => (text[0] === '"' ? JSON.parse(text) : text.slice(1, -1));
  const labelsOf = (node) => node.getChildren('LabelName').map(textOf);
  const result = { error: null, selectors: [], labels: null };

  // Labels in the modifier of an aggregation or of a binary operator, which all series below it must have.
  const groupingOf = (node) => {
    const modifier = node.getChild('AggregateModifier') ?? node.getChild('MatchingModifierClause');
    return modifier?.getChildren('GroupingLabels').flatMap(labelsOf) ?? [];
  };

  // The function whose argument a node contains. An aggregation has results of its own.
  const callOf = (node) =>
    node.name === 'FunctionCall' ? textOf(node.getChild('FunctionIdentifier')) : node.name === 'AggregateExpr' ? '' : null;

  const matcherOf = (node) => ({
    label: textOf(node.getChild('LabelName')),
    operator: textOf(node.getChild('MatchOp')),
    value: unquote(textOf(node.getChild('StringLiteral'))),
  });

  const visit = (node, grouping, call) => {
    if (node.type.isError && result.error === null)
      result.error = `at character ${node.from}`;
    if (node.name === 'VectorSelector') {
      const name = node.getChild('Identifier');
      const matchers = node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? [];
      result.selectors.push({ metric: name ? textOf(name) : '', matchers: matchers.map(matcherOf), grouping, call });
    }
    const own = groupingOf(node);
    // topk and the like return series as they are.
    const selects = ['Topk', 'Bottomk', 'LimitK', 'LimitRatio'].includes(node.getChild('AggregateOp')?.firstChild?.name);
    if (node.name === 'AggregateExpr' && !selects && result.labels === null)
      result.labels = node.getChild('AggregateModifier')?.getChild('By') || own.length === 0 ? own : null;
    for (let child = node.firstChild; child; child = child.nextSibling)
      visit(child, [...grouping, ...own], callOf(node) ?? call);
  };

  visit(tree.topNode, [], null);
  return result;
};

console.log(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(read)));

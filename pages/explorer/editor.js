// GraphiQL, set up for this server: how it sends operations, and what the bar may ask of it.
/* global GraphiQL, React, ReactDOM */

import { endpoint, fetchJson, socketEndpoint } from "./server.js";
import { withToken } from "./session.js";

const { createElement } = React;
const { useEditorContext, useExecutionContext, useSchemaStore } = GraphiQL.React;
const inner = {};

// GraphiQL shows its state only to components inside it; this one draws nothing and keeps it for the bar.
function Inside() {
  inner.tabs = useEditorContext({ nonNull: true });
  inner.execution = useExecutionContext({ nonNull: true });
  inner.schema = useSchemaStore();
  return null;
}

// Built for each operation, so that it, or its socket, carries the token of the user who is signed in by then.
function send(operation, options = {}) {
  const headers = withToken(options.headers);
  const sender = GraphiQL.createFetcher({
    url: endpoint,
    headers,
    fetch: fetchJson,
    subscriptionUrl: socketEndpoint,
    wsConnectionParams: headers,
    enableIncrementalDelivery: false,
  });
  return sender(operation, { documentAST: options.documentAST });
}

const asTab = ({ query, variables }) => ({
  query,
  variables: variables && JSON.stringify(variables, null, 2),
});

export function show(place, operations) {
  const settings = {
    fetcher: send,
    defaultTabs: operations.map(asTab),
    defaultQuery: "",
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  };
  const inside = [
    createElement(GraphiQL.Logo, { key: "logo" }, "GraphiQL"),
    createElement(Inside, { key: "inside" }),
  ];
  ReactDOM.createRoot(place).render(createElement(GraphiQL, settings, ...inside));
}

// Another viewer sees other rows, so running operations end and the schema is read again as the new viewer.
export function startOver() {
  inner.execution?.stop();
  inner.schema?.introspect();
}

export function open(operation) {
  const { query, variables } = asTab(operation);
  inner.execution.stop();
  const already = inner.tabs.tabs.findIndex((tab) => tab.query === query);
  if (already >= 0) return inner.tabs.changeTab(already);
  // A new tab empties the editors when React draws it, so it is drawn before they are filled.
  ReactDOM.flushSync(() => inner.tabs.addTab());
  inner.tabs.queryEditor.setValue(query);
  inner.tabs.variableEditor.setValue(variables ?? "");
}

/** The workflow that `promptfare init` writes: as the README has it, which a test compares. */

export const workflowPath = '.github/workflows/prompt-cost.yml';

export const workflowText = `name: prompt cost
on: pull_request
permissions: {}
jobs:
  cost:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write
    steps:
      - uses: actions/checkout@v7
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: promptfare/promptfare@v0
        with:
          min-change: 1%
          json: promptfare-diff.json
      - uses: actions/upload-artifact@v7
        if: always()
        with:
          name: promptfare-diff
          path: promptfare-diff.json
`;

#!/usr/bin/env bash
# Runs the hooks that `promptfare init --hook` writes, in fresh repositories and with the real tools: a bad staged file is
# stopped, a good one passes, and partly staged files are judged by what is staged.
# bench/hooks.sh [pre-commit|lefthook|husky|lint-staged …]; needs npm, and pre-commit for the hook of that name.
set -u
root=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export npm_config_audit=false npm_config_fund=false npm_config_update_notifier=false
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
failed=0

(cd "$root" && npm pack --ignore-scripts --pack-destination "$scratch" >/dev/null 2>&1) || exit 1
tarball=$(ls "$scratch"/promptfare-*.tgz)
version=$(node -p "require('$root/package.json').version")
good="import { BedrockRuntimeClient, ConverseCommand } from '@aws-sdk/client-bedrock-runtime';
export const answer = (text) => new BedrockRuntimeClient({}).send(new ConverseCommand({ modelId: 'amazon.nova-lite-v1:0', messages: [{ role: 'user', content: [{ text }] }], inferenceConfig: { maxTokens: 100 } }));"
bad=${good/amazon.nova-lite-v1:0/anthropic.claude-v2:1}

# expect <tool> <what> <0|1> <command…>: the exit code, as success or failure.
expect() {
  local tool=$1 what=$2 wanted=$3
  shift 3
  "$@" >"$scratch/log" 2>&1
  local code=$(($? != 0))
  if [ "$code" -eq "$wanted" ]; then echo "ok    $tool: $what"; else
    failed=$((failed + 1))
    echo "FAIL  $tool: $what"
    sed 's/^/      /' "$scratch/log" | tail -n 30
  fi
}

for tool in "${@:-pre-commit lefthook husky lint-staged}"; do for tool in $tool; do
  project=$scratch/$tool
  mkdir "$project" && cd "$project" && git init -q . || exit 1
  printf 'node_modules\n' >.gitignore
  case $tool in
    pre-commit)
      node "$root/dist/src/cli.js" init --hook pre-commit
      sed -i "s|promptfare@$version|$tarball|" .pre-commit-config.yaml
      git add -A && pre-commit install >/dev/null || exit 1
      ;;
    *)
      npm init -y >/dev/null && npm install --save-dev "$tarball" lefthook@2 husky@9 lint-staged@16 >/dev/null 2>&1 || exit 1
      npx promptfare init --hook "$tool"
      if [ "$tool" = lefthook ]; then npx lefthook install >/dev/null; else npx husky; fi
      if [ "$tool" = lint-staged ]; then echo 'npx lint-staged' >.husky/pre-commit; fi
      ;;
  esac
  git add -A
  expect "$tool" 'a commit without calls passes' 0 git commit -m start
  echo "$bad" >a.js && git add a.js
  expect "$tool" 'a bad file is stopped' 1 git commit -m bad
  grep -q no-retired-model "$scratch/log" || { failed=$((failed + 1)); echo "FAIL  $tool: says why"; }
  echo "$good" >a.js
  expect "$tool" 'bad when staged, good in the working tree: stopped' 1 git commit -m bad
  git add a.js && echo "$bad" >a.js
  expect "$tool" 'good when staged, bad in the working tree: passes' 0 git commit -m good
  [ "$(cat a.js)" = "$bad" ] || { failed=$((failed + 1)); echo "FAIL  $tool: the working tree is as it was"; }
  expect "$tool" 'commit -a takes the working tree: stopped' 1 git commit -am bad
done; done
echo "$failed failed"
[ "$failed" -eq 0 ]

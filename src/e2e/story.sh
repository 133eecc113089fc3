# Five versions on the cluster, then a deploy that is killed; read by run.
# shellcheck shell=bash disable=SC2154,SC2034

say "Before anything is deployed"
run mlbox deploy --dry-run; check "a dry run prints the plan" equals 0 $code
run mlbox doctor; check "the doctor finds everything well" equals 0 $code

say "v1: the first deploy"
run mlbox deploy; check "v1 is deployed" equals 0 $code
address=$(kube -n $namespace get service flights -o 'jsonpath={.spec.clusterIP}')
"$top/src/mlbox" traffic --data data/requests.parquet --rate 200 --for 15m --url "http://$address" >"$work/traffic.txt" 2>&1 &
traffic=$!

say "v2, by Maven: promoted"
next v2; run through_maven deploy; check "v2 is promoted by mvn mlbox:deploy" equals 0 $code
serving=$(kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}')

say "v3: rejected"
next v3; run mlbox deploy; check "v3 is rejected" equals 1 $code

say "v4: reverted"
next v4; run mlbox deploy; check "v4 is reverted" equals 2 $code

say "v5: reverted"
next v5; run mlbox deploy; check "v5 is reverted" equals 2 $code
check "kubectl describe tells the story" grep -q 'Warning *Reverted.*serves everything: slow 100.00 %' <(kube -n $namespace describe service flights)
check "also when its Events are gone" grep -q '^Reverted at .*serves everything: slow 100.00 %' <(kube -n $namespace get service flights -o 'jsonpath={.metadata.annotations.mlbox\.dev/rollout}')
check "v2 serves still" equals "$serving" "$(kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}')"
check "only its boxes are left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"

say "A deploy is killed in the middle of its canary"
git checkout -q HEAD~3 -- train.py && sed -i 's/max_iter=1000/max_iter=1000, C=0.9/' train.py
"$top/src/mlbox" train "${settings[@]/#/--set=}"
"$top/src/mlbox" deploy "${settings[@]/#/--set=}" --set 'deploy.step={after: 5m, requests: 1000000, patience: 10m}' \
  --set 'deploy.canary=[20%]' --set 'evaluate.gates=[roc_auc >= 0.5]' >"$work/killed.txt" 2>&1 &
deploy=$!
shifting() { kube -n $namespace get configmap flights-mlbox -o 'jsonpath={.data.record}' | grep -q '"is":"shifting"'; }
for _ in $(seq 240); do shifting && break; kill -0 $deploy 2>/dev/null || break; sleep 0.5; done
check "its canary has traffic" shifting
kill -9 $deploy; wait $deploy 2>/dev/null || true
killed=$(date +%s)
canary=$(kube -n $namespace get configmap flights-mlbox -o 'jsonpath={.data.lease}' | sed -E 's/.*"canary":\{[^}]*"version":"([^"]*)".*/\1/')
answered() { # by whom 40 requests are answered, one version a line
  for _ in $(seq 40); do curl -s -o /dev/null -D - -H 'Content-Type: application/json' -d "$row" "http://$address/predict" |
    tr -d '\r' | awk 'tolower($1) == "mlbox-version:" {print $2}'; done | sort -u
}
row=$(.venv/bin/python -c 'import pandas; print(pandas.read_parquet("data/requests.parquet").iloc[[0]].to_json(orient="records")[1:-1])')
while [ $(($(date +%s) - killed)) -lt 11 ]; do sleep 0.5; done
check "after its lease the canary answers nothing" equals "$serving" "$(answered)"
run mlbox revert; check "revert cleans up" equals 0 $code
check "only the stable version is left" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"
check "it was the canary that went" test "$canary" != "$serving"

say "What the client saw"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
cat "$work/traffic.txt"
check "0 failed answers" grep -qE '^ *failed +0 of' "$work/traffic.txt"
mlbox history

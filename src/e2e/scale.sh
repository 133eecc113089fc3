# How many boxes there are before, during and after a canary, with an autoscaler that would rather have fewer; and the
# pods' own fields. Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "Scale"
scaled=(--set deploy.replicas=2..6 --set 'deploy.step={after: 3s, requests: 20, patience: 30s}' --set 'deploy.canary=[20%, 60%]'
  --set deploy.watch=8s --set 'deploy.revert_if=[errors > 3 * stable and > 10%]' --set 'evaluate.gates=[roc_auc >= 0.5]' --set deploy.unproven=promote --set 'deploy.resources={cpu: 20m, memory: 384Mi}')
boxes() { kube -n $namespace get deployment "flights-$1" -o 'jsonpath={.spec.replicas}' 2>/dev/null || true; }
floor() { kube -n $namespace get hpa "flights-$1" -o 'jsonpath={.spec.minReplicas}' 2>/dev/null || true; }
state() { state_of flights; }
with_pod=(--set 'deploy.pod={terminationGracePeriodSeconds: 30, metadata: {annotations: {team: flights}}, nodeSelector: {kubernetes.io/os: linux}}')
project scale
run mlbox deploy "${scaled[@]}" "${with_pod[@]}" >"$work/scale-first.txt" 2>&1
check "a first version has the least of the range" equals 0 $code; tail -2 "$work/scale-first.txt"
first=$(kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}')
check "two boxes" equals 2 "$(boxes "$first")"
check "and an autoscaler for more" equals 2-6 "$(floor "$first")-$(kube -n $namespace get hpa "flights-$first" -o 'jsonpath={.spec.maxReplicas}')"
check "the pods' own fields are there" equals flights-linux-30 "$(kube -n $namespace get deployment "flights-$first" -o \
  'jsonpath={.spec.template.metadata.annotations.team}-{.spec.template.spec.nodeSelector.kubernetes\.io/os}-{.spec.template.spec.terminationGracePeriodSeconds}')"
# As an autoscaler under load would.
kube -n $namespace scale deployment "flights-$first" --replicas=4 >/dev/null
kube -n $namespace rollout status deployment "flights-$first" --timeout=120s >/dev/null
address=$(kube -n $namespace get service flights -o 'jsonpath={.spec.clusterIP}')
"$top/src/mlbox" traffic --data data/requests.parquet --rate 50 --for 10m --url "http://$address" >"$work/scale-traffic.txt" 2>&1 & traffic=$!
sed -i 's/max_iter=1000/max_iter=1000, C=0.91/' train.py
mlbox deploy "${scaled[@]}" "${with_pod[@]}" >"$work/scale.txt" 2>&1 & deploy=$!
: >"$work/sizes.txt"
while kill -0 $deploy 2>/dev/null; do
  second=$(kube -n $namespace get deployments -o 'jsonpath={.items[*].metadata.labels.mlbox\.dev/version}' | tr ' ' '\n' | grep -v "^$first$" | sed -n 1p) || true
  # Five questions are no moment: what was read while the state changed is of neither state.
  [ -z "$second" ] || { before=$(state); sizes="$(boxes "$first") $(floor "$first") $(boxes "$second") $(floor "$second")"
    [ "$before" != "$(state)" ] || echo "$before $sizes" >>"$work/sizes.txt"; }
  sleep 0.3
done
run wait $deploy
sort "$work/sizes.txt" | uniq -c | sort -k2 || true
check "the canary of a stable version with 4 boxes is promoted" equals 0 $code; tail -3 "$work/scale.txt"
second=$(kube -n $namespace get service flights -o 'jsonpath={.spec.selector.mlbox\.dev/version}')
check "it began with the one box that 20 % of 4 need" grep -qE '^(preparing|probing) 4 4 1 1$' "$work/sizes.txt"
check "had three for 60 % at the first step" grep -qE '^shifting 4 4 3 3$' "$work/sizes.txt"
check "had four before it took everything" grep -qE '^shifting 4 4 4 4$' "$work/sizes.txt"
check "the stable version was never made smaller before the watch was over" test 0 = "$(grep -v '^succeeded' "$work/sizes.txt" | grep -cvE '^[a-z]+ 4 [24]? ?')"
check "afterwards the autoscaler may choose again" equals 2 "$(floor "$second")"
check "nothing of the old version is left" equals "" "$(kube -n $namespace get deployments,services,hpa,pdb -l "mlbox.dev/version=$first" -o name)"
run mlbox deploy "${scaled[@]}" --set 'deploy.pod={nodeSelektor: {a: b}}' >"$work/scale-typo.txt" 2>&1
check "a field that pods do not have is said" equals 4 $code; tail -4 "$work/scale-typo.txt"
run mlbox deploy "${scaled[@]}" --set deploy.replicas=2 "${with_pod[@]}" >"$work/scale-fixed.txt" 2>&1
check "a fixed number takes the autoscaler away" equals "" "$(kube -n $namespace get hpa -o name)"
check "and is kept exactly" equals 2 "$(boxes "$second")"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
check "0 failed answers at the client" grep -qE '^ *failed +0 of' "$work/scale-traffic.txt"; grep -E '^ *failed' "$work/scale-traffic.txt" || true

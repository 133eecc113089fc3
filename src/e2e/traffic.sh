# Who splits requests: one contract, run against each splitter with a client that notes who answered. A weight is met,
# a change of it takes effect, without one there is nothing, and when the pilot is killed the canary ends within its
# lease whoever splits. The gateway is a real one (Traefik) where it is built already, or MLBOX_TEST_GATEWAY is yes.
# MLBOX_TEST_SPLITTERS="replicas gateway" runs these alone. Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "Who splits requests"
kube delete namespace $namespace --ignore-not-found >/dev/null; kube create namespace $namespace >/dev/null
rm -rf "$work/traffic"; mkdir -p "$work/traffic"; cd "$work/traffic"
cp "$top"/src/examples/fixtures/tiny-{binary.onnx,table.csv} .
cat >mlbox.yaml <<'Y'
model: tiny
load: tiny-binary.onnx
evaluate: {data: tiny-table.csv, target: bought, gates: [accuracy >= 0.1]}
deploy:
  replicas: 3
  canary: [25%, 50%]
  step: {after: 12s, requests: 400, patience: 3m}
  revert_if: [errors > 3 * stable and > 10%]
  lease: 5s
  watch: 0
Y
git init -q -b main . && git add . && git commit -qm tiny
tiny=("${settings[@]/#/--set=}" "--set=deploy.image=$MLBOX_TEST_REGISTRY/team/tiny" --set=deploy.replicas=3 '--set=deploy.resources={cpu: 20m, memory: 384Mi}')
number=0
wanted() { [[ " ${MLBOX_TEST_SPLITTERS:-nodes box replicas gateway nginx istio} " == *" $1 "* ]]; }
another() { number=$((number + 1)); other=(--set "deploy.pod={metadata: {annotations: {number: \"$number\"}}}"); } # another version of the same model
lease() { kube -n $namespace get configmap tiny-mlbox -o 'jsonpath={.data.lease}' 2>/dev/null; }
has_weight() { lease | grep -qE "\"weight\":(\{\"share\":)?$1\b"; }
serving() { kube -n $namespace get service tiny -o 'jsonpath={.spec.selector.mlbox\.dev/version}'; }
await() { local i; for i in $(seq 1800); do "$@" && return; sleep 0.1; done; return 1; }
now() { date +%s.%N; }
since() { awk -v from="$2" '$1 >= from' "$1" 2>/dev/null; }
asked() { [ "$(since "$1" "$2" | wc -l)" -ge "$3" ]; } # asked LOG FROM COUNT
later() { awk "BEGIN { printf \"%.3f\", $1 + $2 }"; }
# share LOG FROM COUNT VERSION: of the first COUNT answers since then, in percent
share() { since "$1" "$2" | head -"$3" | awk -v version="$4" '{ n++; if ($3 == version) k++ } END { printf "%.1f", n ? 100 * k / n : -1 }'; }
about() { awk "BEGIN { exit !($1 - $2 < $3 && $2 - $1 < $3) }" || { echo "            expected $1 ± $3 %, got $2 %"; return 1; }; }

# contract WHO URL SETTING...: a rollout whose pilot is killed at its last weight, and that a successor ends
contract() {
  local who=$1 url=$2 log=$work/traffic/$1.log old new at killed
  shift 2
  another
  old=$(serving)
  python3 "$top/src/e2e/arms.py" "$url" '{"color": "red", "size": "M", "weight": 100.05, "visits": 23}' "$log" >"$who-client.txt" & traffic=$!
  await asked "$log" 0 50 || true
  "$top/src/mlbox" deploy "${tiny[@]}" "${other[@]}" "$@" >"$who.txt" 2>&1 & local deploy=$!
  check "$who: it begins with the first weight" await has_weight 0.25; at=$(now)
  new=$(lease | sed -E 's/.*"canary":\{[^}]*"version":"([0-9a-f]*)".*/\1/')
  check "$who: nothing before it" equals 0 "$(awk -v to="$at" -v new="$new" '$1 < to - 1 && $3 == new' "$log" | wc -l)"
  at=$(later "$at" 3); await asked "$log" "$at" 300 || true
  check "$who: 25 % are met" about 25 "$(share "$log" "$at" 300 "$new")" 10
  check "$who: the next weight takes effect" await has_weight 0.5
  kube -n $namespace rollout status deployment "tiny-$new" --timeout=60s >/dev/null # where boxes are the weight
  at=$(later "$(now)" 4); await asked "$log" "$at" 200 || true
  check "$who: 50 % are met" about 50 "$(share "$log" "$at" 200 "$new")" 14
  kill -9 $deploy; wait $deploy 2>/dev/null || true; killed=$(now)
  at=$(later "$killed" 6); await asked "$log" "$at" 100 || true
  check "$who: the pilot killed, the canary ends with its lease" equals 100.0 "$(share "$log" "$at" 100 "$old")"
  echo "            last answer of the canary $(awk -v from="$killed" -v new="$new" '$3 == new { last = $1 } END { print last - from }' "$log") s after the kill"
  untaught "$who"
  run "$top/src/mlbox" deploy "${tiny[@]}" "${other[@]}" "$@" >"$who-successor.txt" 2>&1
  check "$who: a successor ends the rollout" equals 0 $code; tail -1 "$who-successor.txt"
  at=$(now); await asked "$log" "$at" 100 || true
  check "$who: and the new version serves alone" equals 100.0 "$(share "$log" "$at" 100 "$new")"
  kill -TERM "$traffic"; wait "$traffic" || true; traffic=
  check "$who: 0 failed answers at the client" grep -qE '^failed 0 of' "$who-client.txt"; cat "$who-client.txt"
}
# untaught WHO: what the splitter itself still says, which has no lease
untaught() {
  case $1 in
    replicas) check "$1: its Service knows nothing of that" equals "" "$(serving)" ;;
    gateway) check "$1: its HTTPRoute knows nothing of that" equals "50 50" "$(kube -n $namespace get httproute tiny -o 'jsonpath={.spec.rules[0].backendRefs[*].weight}')" ;;
  esac
}

another
run "$top/src/mlbox" deploy "${tiny[@]}" "${other[@]}" >first.txt 2>&1
check "a first version is deployed" equals 0 $code; tail -2 first.txt
run "$top/src/mlbox" deploy "${tiny[@]}" --set deploy.context=elsewhere >context.txt 2>&1
check "another context than the one that is there is refused" equals 4 $code; head -3 context.txt
run "$top/src/mlbox" deploy "${tiny[@]}" --set deploy.traffic.by=replicas --set 'deploy.canary=[5%, 50%]' >numbers.txt 2>&1
check "a weight that numbers of boxes cannot meet is refused" equals 4 $code; cat numbers.txt
run "$top/src/mlbox" deploy "${tiny[@]}" --set deploy.traffic.by=gateway --set deploy.traffic.gateway=public >none.txt 2>&1
check "a gateway that the cluster has no kind of is refused" equals 4 $code; head -3 none.txt

# A context of kind's, and in kind's place a program that does what kind does inside a node.
if wanted nodes; then
  mkdir -p nodes/bin; cp tiny-*.onnx tiny-table.csv nodes; sed 's/^model: tiny/model: nodes/' mlbox.yaml >nodes/mlbox.yaml
  sed 's/mlbox-test/kind-dev/g' "$KUBECONFIG" >nodes/kubeconfig
  cat >nodes/bin/kind <<Y
#!/bin/sh
[ "\$1 \$2 \$4 \$5" = "load image-archive --name dev" ] && exec ctr -a "${MLBOX_CLUSTER_DIR:-/var/lib/mlbox-cluster}/containerd/sock" -n k8s.io images import "\$3"
Y
  chmod +x nodes/bin/kind
  without=(--set deploy.to=kubernetes --set deploy.context=kind-dev "--set=deploy.base=$MLBOX_TEST_REGISTRY/mlbox/jre:17" --set "deploy.namespace=$namespace" --set deploy.replicas=1
    '--set=deploy.resources={cpu: 20m, memory: 384Mi}')
  nodes() { (cd nodes && KUBECONFIG=$PWD/kubeconfig "$top/src/mlbox" "$@" "${without[@]}"); }
  run nodes deploy >nodes.txt 2>&1
  check "without a registry, kind is looked for before anything is built" equals 4 $code; head -3 nodes.txt
  PATH=$PWD/nodes/bin:$PATH run nodes deploy >nodes.txt 2>&1
  check "with it, the image goes into the nodes" equals 0 $code; grep -E '^ *box ' nodes.txt || tail -3 nodes.txt
  check "and serves" grep -qE '^mlbox\.local/nodes:[0-9a-f]{16}$' <<<"$(kube -n $namespace get pods -l mlbox.dev/model=nodes -o 'jsonpath={.items[0].spec.containers[0].image}')"
  kube -n $namespace delete deployment -l mlbox.dev/model=nodes >/dev/null
fi

address=http://$(kube -n $namespace get service tiny -o 'jsonpath={.spec.clusterIP}')/predict
! wanted box || contract box "$address"
! wanted replicas || contract replicas "$address" --set deploy.traffic.by=replicas

gateway=
for folder in "${XDG_CACHE_HOME:-$HOME/.cache}"/mlbox/cluster/gateway-*/; do [ ! -d "$folder" ] || gateway=yes; done
if wanted gateway && [ "${MLBOX_TEST_GATEWAY:-$gateway}" = yes ]; then
  folder=$("$top/src/cluster/gateway/build")
  kube apply --server-side -f "$folder/gateway-api.yaml" >/dev/null
  kube wait --for=condition=Established crd/httproutes.gateway.networking.k8s.io crd/gateways.gateway.networking.k8s.io crd/gatewayclasses.gateway.networking.k8s.io --timeout=30s >/dev/null
  kube apply -f - >/dev/null <<Y
apiVersion: gateway.networking.k8s.io/v1
kind: GatewayClass
metadata: {name: traefik}
spec: {controllerName: traefik.io/gateway-controller}
---
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: public, namespace: $namespace}
spec: {gatewayClassName: traefik, listeners: [{name: web, port: 18080, protocol: HTTP}]}
Y
  "$folder/traefik" --entrypoints.web.address=127.0.0.1:18080 --providers.kubernetesgateway --log.level=INFO \
    --global.checknewversion=false --global.sendanonymoususage=false >"$work/traffic/traefik.log" 2>&1 & proxy=$!
  trap '[ -z "$traffic" ] || kill "$traffic" 2>/dev/null || true; kill "$proxy" 2>/dev/null || true' EXIT
  kube -n $namespace wait --for=condition=Programmed gateway/public --timeout=30s >/dev/null
  run "$top/src/mlbox" doctor "${tiny[@]}" --set deploy.traffic.gateway=public >doctor.txt 2>&1
  check "the doctor says that the gateway was found" grep -q 'split by the gateway, through an HTTPRoute' doctor.txt
  run "$top/src/mlbox" deploy "${tiny[@]}" "${other[@]}" --set deploy.traffic.gateway=public >gateway-first.txt 2>&1
  check "what serves is led to by the gateway" equals 0 $code; tail -1 gateway-first.txt
  answers() { curl -fsS -o /dev/null --max-time 2 -H 'content-type: application/json' -d '{"color": "red", "size": "M", "weight": 100.05, "visits": 23}' http://127.0.0.1:18080/predict; }
  check "and answers" await answers 2>/dev/null
  contract gateway http://127.0.0.1:18080/predict --set deploy.traffic.gateway=public
  check "gateway: it leads to the stable version alone" equals "tiny" "$(kube -n $namespace get httproute tiny -o 'jsonpath={.spec.rules[0].backendRefs[*].name}')"
  kill "$proxy"; wait "$proxy" 2>/dev/null || true
fi

# Without a data plane: the real API server takes the objects, and the weight is there while it is in force.
# written WHO QUERY SETTING...: a rollout during which QUERY prints 25
written() {
  local who=$1 query=$2 seen=
  shift 2
  another
  "$top/src/mlbox" deploy "${tiny[@]}" "${other[@]}" --set 'deploy.canary=[25%]' --set 'deploy.step={after: 1s, requests: 20, patience: 15s}' \
    --set deploy.unproven=promote "$@" >"$who.txt" 2>&1 & local deploy=$!
  while kill -0 $deploy 2>/dev/null; do [ -n "$seen" ] || seen=$($query 2>/dev/null | grep -x 25) || true; sleep 0.2; done
  run wait $deploy
  check "$who: its rollout ends well" equals 0 $code; tail -1 "$who.txt"
  check "$who: the weight was written" equals 25 "$seen"
  check "$who: and is gone" equals "" "$($query 2>/dev/null)"
}
in_ingress() { kube -n $namespace get ingress tiny-mlbox-canary -o 'jsonpath={.metadata.annotations.nginx\.ingress\.kubernetes\.io/canary-weight}'; }
in_virtual_service() { kube -n $namespace get virtualservice tiny -o 'jsonpath={.spec.http[0].route[1].weight}'; }
kube apply -f - >/dev/null <<'Y'
apiVersion: networking.k8s.io/v1
kind: IngressClass
metadata: {name: nginx}
spec: {controller: k8s.io/ingress-nginx}
Y
! wanted nginx || written nginx in_ingress --set 'deploy.traffic.hosts=[tiny.example.com]'
if wanted istio && [ -n "${folder:-}" ] && [ -f "$folder/istio.yaml" ]; then
  kube apply --server-side -f "$folder/istio.yaml" >/dev/null
  kube wait --for=condition=Established crd/virtualservices.networking.istio.io --timeout=30s >/dev/null
  written istio in_virtual_service --set deploy.traffic.by=istio
fi

# What boxes keep of requests and labels on a volume, and an evaluation on it. Read by run; needs nothing that other parts
# left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "Live"
kept=$(mktemp -d /var/tmp/mlbox-samples.XXXXXX); chmod 777 "$kept"
# Files that are written to have no end yet.
kept_lines() { find "$kept" -name '*.gz' | while read -r file; do zcat -q "$file" 2>/dev/null || true; done; }
kube delete pv mlbox-e2e --ignore-not-found >/dev/null
kube apply -f - >/dev/null <<Y
{apiVersion: v1, kind: PersistentVolume, metadata: {name: mlbox-e2e}, spec: {capacity: {storage: 1Gi},
  accessModes: [ReadWriteMany], persistentVolumeReclaimPolicy: Retain, storageClassName: e2e, hostPath: {path: $kept}}}
Y
project live
storing=(--set 'deploy.storage={size: 1Gi, class: e2e, rate: 10000, redact: [passenger]}' --set 'evaluate.gates=[roc_auc >= 0.5]')
run mlbox check "${storing[@]}" --set evaluate.data=live:1h >"$work/live-none.txt" 2>&1
check "with nothing deployed, it says what is missing" grep -qE 'no Secret flights-samples|no request was kept' "$work/live-none.txt"; tail -3 "$work/live-none.txt"
run mlbox deploy "${storing[@]}" >"$work/live-first.txt" 2>&1
check "a version with storage is deployed" equals 0 $code; tail -3 "$work/live-first.txt"
address=$(kube -n $namespace get service flights -o 'jsonpath={.spec.clusterIP}')
check "200 rows are asked" .venv/bin/python "$top/src/e2e/live.py" "$address" data/test.parquet 200 0
# A second later all of it is on the disk, so that pods that are killed take nothing along.
sleep 1.5
kube -n $namespace delete pods -l mlbox.dev/model=flights --grace-period=0 --force >/dev/null 2>&1
kube -n $namespace wait deployments -l mlbox.dev/model=flights --for=condition=Available --timeout=60s >/dev/null
check "200 more" .venv/bin/python "$top/src/e2e/live.py" "$address" data/test.parquet 200 200
sleep 1.5
run mlbox check "${storing[@]}" --set evaluate.data=live:1h >"$work/live.txt" 2>&1
check "a check on live:1h passes" equals 0 $code; cat "$work/live.txt"
check "with every row and label, those of the killed pods too" grep -q '400 rows were asked in the last 1h, 400 have a label' "$work/live.txt"
first=$(find "$kept" -name '*.gz' | sort | sed -n 1p)
check "files of at least two boxes" test "$(find "$kept" -name '*.gz' | wc -l)" -ge 2
check "no file has a redacted column" equals 0 "$(kept_lines | grep -c Grace-Hopper || true)"
check "the rows are there" equals 400 "$(kept_lines | grep -c '"in":' || true)"
head -c 300 /dev/urandom >"$first"
run mlbox check "${storing[@]}" --set evaluate.data=live:1h >"$work/live-damaged.txt" 2>&1
check "a damaged file is named, and the rest is used" grep -q "$(basename "$first") is damaged" "$work/live-damaged.txt"; grep -E 'damaged|rows were' "$work/live-damaged.txt"
check "nobody without the key is given any" equals 404 "$(kube get --raw "/api/v1/namespaces/$namespace/pods/$(kube -n $namespace get pods -o name | sed -n 1p | cut -d/ -f2):9090/proxy/mlbox/samples" 2>&1 | grep -oE '404|NotFound|could not find' | sed -E 's/NotFound|could not find/404/' | sed -n 1p)"

say "Training as a Job"
tools=$work/live-tools; mkdir -p "$tools/bin"
for tool in sh cat sleep tar mkdir cp wc stat cksum base64 test dd rm head; do
  real=$(type -P $tool); cp -L "$real" "$tools/bin/"
  ldd "$real" | grep -oE '/[^ ]+' | while read -r lib; do mkdir -p "$tools$(dirname "$lib")"; cp -Ln "$lib" "$tools$lib"; done
done
python3 "$top/src/cluster/image.py" build "$tools" "$work/live-image" '{"User": "65532", "Env": ["PATH=/bin"]}' >&2
python3 "$top/src/cluster/image.py" push "$work/live-image" "$MLBOX_TEST_REGISTRY" team/tools 1 >&2
cp model.onnx given.onnx
printf 'echo "epoch 1 in $(cat /etc/hostname)"; sleep ${1:-1}; cp given.onnx made.onnx; echo "epoch 2"\n' >train.sh
in_job=(--set "train={run: sh train.sh, inputs: [train.sh, given.onnx], output: made.onnx, on: kubernetes, image: $MLBOX_TEST_REGISTRY/team/tools:1}")
run mlbox train "${in_job[@]}" >"$work/train.txt" 2>&1
check "a Job trains" equals 0 $code; cat "$work/train.txt"
check "its lines are told" grep -qE 'epoch 1 in flights-train-' "$work/train.txt"
check "its model is here, byte for byte" cmp given.onnx made.onnx
check "unchanged inputs train nothing" grep -q 'unchanged inputs' <(mlbox train "${in_job[@]}" 2>&1)
run mlbox train --set "train={run: sh absent.sh, inputs: [train.sh], output: made.onnx, on: kubernetes, image: $MLBOX_TEST_REGISTRY/team/tools:1}" >"$work/train-fails.txt" 2>&1
check "a command that fails is the user's" equals 4 $code; tail -4 "$work/train-fails.txt"
"$top/src/mlbox" train "${settings[@]/#/--set=}" --set "train={run: sh train.sh 600, inputs: [train.sh, given.onnx], output: made.onnx, on: kubernetes, image: $MLBOX_TEST_REGISTRY/team/tools:1}" >"$work/train-killed.txt" 2>&1 & training=$!
for _ in $(seq 120); do grep -q 'epoch 1' "$work/train-killed.txt" && break; sleep 0.5; done
kill -TERM $training; wait $training 2>/dev/null || true
for _ in $(seq 40); do [ -z "$(kube -n $namespace get jobs -o name)" ] && break; sleep 0.5; done
check "an interrupt removes the Job" equals "" "$(kube -n $namespace get jobs -o name)"

kube -n $namespace delete deployments --all >/dev/null; kube delete pv mlbox-e2e --wait=false >/dev/null; rm -rf "$kept"

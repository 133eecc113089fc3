# A server of the user's own, of which no line is mlbox's: its image as a second container of each pod, a canary of it,
# one whose image answers otherwise than it was evaluated, and one that begins to fail when it has long been promoted.
# Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "A server of the user's own"
# shellcheck source=/dev/null
. "$top/src/e2e/own.sh"

run own deploy 1.00 "$(own_image first 1.00 1000000000)" >first.txt 2>&1
check "a first version of it is deployed" equals 0 $code; tail -2 first.txt
first=$(own_version)
run own deploy 1.02 "$MLBOX_TEST_REGISTRY/team/own@sha256:$(printf '%064d' 0)" '--set=deploy.pod={nodeSelektor: {disk: ssd}}' >typo.txt 2>&1
check "a misspelt field of deploy.pod is refused" equals 4 $code; head -4 typo.txt
check "before anything is evaluated or built" test 0 = "$(grep -cE '^ *(server|evaluate|box) ' typo.txt)"
run own deploy 1.02 "$MLBOX_TEST_REGISTRY/team/own@sha256:$(printf '%064d' 0)" '--set=deploy.pod={tolerations: [{key: gpu, operator: Exist}]}' >value.txt 2>&1
check "and so is a wrong value" equals 4 $code; head -4 value.txt
check "two containers of its pod are ready" equals "true true" "$(kube -n $namespace get pods -l "mlbox.dev/version=$first" -o 'jsonpath={.items[0].status.containerStatuses[*].ready}')"
address=$(kube -n $namespace get service own -o 'jsonpath={.spec.clusterIP}')
python3 "$top/src/e2e/kept-alive.py" "$address" answers.txt >client.txt & traffic=$!

own deploy 1.01 "$(own_image second 1.01 1000000000)" --set=deploy.watch=15s >second.txt 2>&1 & deploy=$!
until_is watching; promoted=$(date +%s.%N)
check "its canary is promoted and watched" equals watching "$(own_state)"
check "the old version is kept warm" equals 1 "$(kube -n $namespace get deployment "own-$first" -o 'jsonpath={.status.readyReplicas}')"
code=0; wait $deploy || code=$?
check "the rollout ends well" equals 0 $code; tail -2 second.txt
second=$(own_version)
late=$(awk -v at="$promoted" -v old="$first" '$1 > at + 1 { all++; late += $3 == old } END { print all ? 100 * late / all : 100 }' answers.txt)
check "a kept-alive connection follows within a second, but for the share that the old version keeps in the watch ($late %)" \
  awk "BEGIN { exit !($late < 5) }"
check "the old version is gone after the watch" equals 1 "$(kube -n $namespace get deployments -o name | wc -l)"

kube -n $namespace scale deployment "own-$second" --replicas=4; kube -n $namespace rollout status deployment "own-$second" --timeout=120s
python3 "$top/src/e2e/arms.py" "http://$address/invocations" '{"dataframe_split": {"columns": ["x", "y"], "data": [[0.9, 0.8]]}}' ends.txt & ends=$!
kube -n $namespace scale deployment "own-$second" --replicas=1
for _ in $(seq 300); do [ 1 -lt "$(kube -n $namespace get pods -l "mlbox.dev/version=$second" -o name | wc -l)" ] || break; sleep 0.2; done
check "three of its four boxes end" equals 1 "$(kube -n $namespace get pods -l "mlbox.dev/version=$second" -o name | wc -l)"
kill -TERM "$ends"; wait "$ends" || true
check "while nobody is left without an answer" equals 0 "$(grep -cv ' 200 ' ends.txt)"

wrong=$(own_image wrong 1.50 1000000000)
run own deploy 1.02 "$wrong" >wrong.txt 2>&1
check "an image that answers otherwise than it was evaluated is reverted" equals 2 $code; tail -2 wrong.txt
check "by the probe, before any request" equals "$second" "$(own_version)"
check "and nobody had an answer of it" equals 2 "$(awk '{ print $3 }' answers.txt | sort -u | wc -l)"

run own deploy 1.03 "$(own_image failing 1.03 2500)" --set=deploy.watch=120s >failing.txt 2>&1
check "one that fails while it is watched is reverted" equals 2 $code; tail -2 failing.txt
check "to the old version, which was kept warm" equals "$second" "$(own_version)"
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
cat client.txt
awk '$2 != 200 { if (!from) from = $1; to = $1; n++ } END { printf "failed answers: %d, from the first to the last %.1f s\n", n, to - from }' answers.txt
check "clients had bad answers for less than 15 s" awk '$2 != 200 { if (!from) from = $1; to = $1 } END { exit !(to - from < 15) }' answers.txt

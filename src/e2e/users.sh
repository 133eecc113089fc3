# Users stay with one version, and a canary gets copies before anybody is answered by it; then a search of everything that
# was left behind for secrets that the build knew. Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "Users and copies"
# shellcheck source=/dev/null
. "$top/src/e2e/own.sh"
export DATABASE_PASSWORD=kQ7-never-to-be-seen
run own deploy 1.00 "$(own_image first 1.00 1000000000)" >users-first.txt 2>&1
check "a first version is deployed" equals 0 $code; tail -2 users-first.txt
first=$(own_version)
address=$(kube -n $namespace get service own -o 'jsonpath={.spec.clusterIP}')
python3 "$top/src/e2e/users.py" "$address" answers.txt >client.txt & traffic=$!
own deploy 1.01 "$(own_image second 1.01 1000000000)" --set=deploy.shadow=100% '--set=deploy.sticky=header x-user' \
  '--set=deploy.canary=[20%, 60%]' '--set=deploy.step={after: 6s, requests: 20, patience: 20s}' >users.txt 2>&1 & deploy=$!
until_is shadowing; check "the canary gets copies first" equals shadowing "$(own_state)"
copied=$(awk '{ print $4 }' answers.txt | sort -u)
check "while nobody is answered by it" equals "$first" "$copied"
code=0; wait $deploy || code=$?
check "it is promoted" equals 0 $code; tail -2 users.txt
second=$(own_version)
kill -TERM "$traffic"; wait "$traffic" || true; traffic=
cat client.txt
check "0 failed answers at the users" grep -q '^failed 0 of' client.txt
check "some users had it before others" awk -v new="$second" '$4 == new && !($2 in at) { at[$2] = $1; if (!least || $1 < least) least = $1; if ($1 > most) most = $1 } END { exit !(most - least > 3) }' answers.txt
check "and nobody was moved back" awk -v old="$first" -v new="$second" '$4 == new { had[$2] } $4 == old && $2 in had { back++ } END { exit back > 0 }' answers.txt

kube -n $namespace get all,configmaps,events,deployments,networkpolicies,serviceaccounts,roles -o yaml >objects.yaml
for pod in $(kube -n $namespace get pods -o name); do kube -n $namespace logs "$pod" --all-containers; done >logs.txt
key=$(grep -oE 'client-key-data: .*' "$KUBECONFIG" | cut -c18-57 || true)
check "the kubeconfig has a key to search for" test -n "$key"
tokens=()
for coded in $(kube -n $namespace get secrets -o 'jsonpath={.items[*].data.tokens}'); do
  for token in $(base64 -d <<<"$coded"); do tokens+=(-e "$token"); done
  tokens+=(-e "$coded")
done
check "boxes have tokens to search for" test ${#tokens[@]} -gt 0
check "no secret is in objects, state, events, logs, reports or what is kept" test -z "$(grep -rlF -e "$DATABASE_PASSWORD" ${key:+-e "$key"} "${tokens[@]}" . || true)"
pod=$(kube -n $namespace get pods -l mlbox.dev/version -o name | sed -n 1p | cut -d/ -f2)
check "nobody without a token reads a box's counts" grep -qiE 'forbidden|shows no token' <(kube get --raw "/api/v1/namespaces/$namespace/pods/$pod:9090/proxy/mlbox/counts" 2>&1)
check "and everybody its metrics" grep -q mlbox_requests <(kube get --raw "/api/v1/namespaces/$namespace/pods/$pod:9090/proxy/metrics" 2>&1)
check "and the search finds what is there" test -n "$(grep -rlF -e own-mlbox . || true)"
unset DATABASE_PASSWORD

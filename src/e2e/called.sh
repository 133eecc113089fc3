# A server of the user's own that is called by gRPC (CalledServer.java): its image as a second container, a canary of it by single calls of
# one connection, one whose image answers otherwise than it was evaluated, and one that begins to fail.
# Read by run; needs nothing that other parts left behind.
# shellcheck shell=bash disable=SC2154,SC2034

say "A server that is called by gRPC"
# shellcheck source=/dev/null
. "$top/src/e2e/server.sh"
server_project called CalledServer.java
(cd "$top" && mvn -q -B -ntp -pl shared/testkit -am compile dependency:copy-dependencies -DincludeScope=runtime -DexcludeGroupIds=dev.mlbox,org.apache.commons \
  -Dspotless.check.skip "-DoutputDirectory=$work/called/lib")
jar --create --file lib/testkit.jar -C "$top/shared/testkit/target/classes" dev/mlbox/testkit
javac --release 17 -proc:none -cp 'lib/*' -d files/app CalledServer.java
cp -r lib files/app/lib
called_image() { server_image called "$1" -cp '/app:/app/lib/*' CalledServer server "${@:2}"; } # NAME THRESHOLD FAILS_AFTER
# called COMMAND THRESHOLD IMAGE MORE...: what is evaluated here, and what serves there
called() {
  mlbox "$1" "--set=server={run: java -cp lib/* CalledServer.java server $2 1000000000, inputs: [CalledServer.java, lib], image: '$3', speaks: grpc, port: 8001}" \
    --set=deploy.replicas=1 "${@:4}"
}

run called deploy 1.00 "$(called_image first 1.00 1000000000)" >first.txt 2>&1
check "a first version of it is deployed" equals 0 $code; tail -2 first.txt
first=$(serving_version called)
check "two containers of its pod are ready" equals "true true" "$(kube -n $namespace get pods -l "mlbox.dev/version=$first" -o 'jsonpath={.items[0].status.containerStatuses[*].ready}')"
address=$(kube -n $namespace get service called -o 'jsonpath={.spec.clusterIP}')
java -cp 'files/app:lib/*' CalledServer client "$address" 80 answers.txt 600 >client.txt & traffic=$!

called deploy 1.01 "$(called_image second 1.01 1000000000)" --set=deploy.watch=15s >second.txt 2>&1 & deploy=$!
check "its canary is promoted and watched" reaches called watching; promoted=$(date +%s.%N)
code=0; wait $deploy || code=$?
check "the rollout ends well" equals 0 $code; tail -2 second.txt
second=$(serving_version called)
late=$(awk -v at="$promoted" -v old="$first" '$1 > at + 1 { all++; late += $3 == old } END { print all ? 100 * late / all : 100 }' answers.txt)
check "calls of a kept connection follow within a second, but for the share that the old version keeps in the watch ($late %)" \
  awk "BEGIN { exit !($late < 5) }"

run called deploy 1.02 "$(called_image wrong 1.50 1000000000)" >wrong.txt 2>&1
check "an image that answers otherwise than it was evaluated is reverted" equals 2 $code; tail -2 wrong.txt
check "by the probe, before any call" equals 2 "$(awk '{ print $3 }' answers.txt | sort -u | wc -l)"

# 600 predictions are the probe's and its warming.
run called deploy 1.03 "$(called_image failing 1.03 650)" --set=deploy.watch=60s >failing.txt 2>&1
check "one that begins to answer INTERNAL is reverted" equals 2 $code; tail -2 failing.txt
check "to the version before" equals "$second" "$(serving_version called)"
kill "$traffic" 2>/dev/null || true; wait "$traffic" 2>/dev/null || true; traffic=
check "no call failed at the client, of $(wc -l <answers.txt)" equals 0 "$(awk '$2 != "OK"' answers.txt | wc -l)"

# A project whose model is a server of the user's own (OwnServer.java), in an empty namespace. Read by sidecar and users.
# shellcheck shell=bash disable=SC2154,SC2034

# shellcheck source=/dev/null
. "$top/src/e2e/server.sh"
server_project own OwnServer.java
javac --release 17 -d files/app OwnServer.java
own_image() { server_image own "$1" -cp /app OwnServer "${@:2}"; } # NAME THRESHOLD FAILS_AFTER
# own COMMAND THRESHOLD IMAGE MORE...: what is evaluated here, and what serves there
own() { mlbox "$1" "--set=server={run: java OwnServer.java $2 1000000000, inputs: [OwnServer.java], image: '$3'}" --set=deploy.replicas=1 "${@:4}"; }
own_version() { serving_version own; }
own_state() { state_of own; }
until_is() { reaches own "$1"; }

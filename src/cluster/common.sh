# What the scripts here share: addresses, folders, and how a program is started, found again and ended.
#
# A program is started by a file of its own, DIR/run/NAME, which holds all its arguments, and is known by the process id
# and birth time in DIR/run/NAME.pid. So a test can kill it and start it again unchanged, and `down` never ends a
# process that merely got the number of one that is gone.
# shellcheck shell=bash disable=SC2034
set -euo pipefail

PATH=$PATH:/usr/sbin:/sbin
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/mlbox/cluster
DEFAULT_DIR=${MLBOX_CLUSTER_DIR:-/var/lib/mlbox-cluster}

HOST_IP=10.77.0.1 NODE_IP=10.77.0.2 PODS=10.244.0.0/24 SERVICES=10.96.0.0/16
NETNS=mlbox-node REGISTRY=$HOST_IP:5000 PAUSE_IMAGE=mlbox.test/pause:1

# Where Kubernetes is, or will be: named after its version and everything it is built from.
VERSION=$(awk '$1 == "k8s.io/kubernetes" && $2 ~ /^v/ {print substr($2, 2)}' "$HERE/kube/go.mod")
KUBE=$CACHE/kube-$VERSION-$(cat "$HERE"/kube/go.* "$HERE"/kube/*.go "$HERE"/kube/*/*.go "$HERE/image.py" | sha256sum | cut -c1-12)

# Nothing but `install`, and the command given to `with`, may leave the machine.
case ${0##*/} in install | with) ;; *) export no_proxy='*' NO_PROXY='*' ;; esac

say() { echo "cluster: $*" >&2; }
fail() { say "$*"; exit 1; }
need_root() { [ "$(id -u)" = 0 ] || fail "needs root: it makes a network namespace, mounts and cgroups"; }

# jdk_17: the folder of a JDK 17 that jlink can take modules from.
jdk_17() {
  local home
  for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
    if [ -d "$home/jmods" ] && grep -q '^JAVA_VERSION="17[."]' "$home/release"; then realpath "$home"; return; fi
  done
  return 1
}

# born PID: when that process was started, in clock ticks since boot; fails if it is gone or a zombie.
born() {
  local stat fields
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] && echo "${fields[19]}"
}

# running NAME: its process id; fails if the process recorded for it is no longer there.
running() {
  local pid since
  { read -r pid since <"$DIR/run/$1.pid"; } 2>/dev/null && [ "$(born "$pid")" = "$since" ] && echo "$pid"
}

# take_turn: waits until no other `with` or `test` runs on this machine; holds descriptor 9 for as long as it is open.
take_turn() {
  mkdir -p "$CACHE"
  exec 9>"$CACHE/turn.lock"
  flock -n 9 || { say "another command has the cluster; waiting for it to end"; flock 9; }
}

# refuse_if_up: fails if there is a cluster already; one of which nothing runs any more does not count.
refuse_if_up() {
  local file
  for file in "$DIR"/run/*.pid; do
    file=${file##*/}
    ! running "${file%.pid}" >/dev/null || fail "a cluster is up in $DIR; end it with src/cluster/down $DIR"
  done
  [ -d "$DIR/run" ] || [ ! -e "/run/netns/$NETNS" ] || fail "a cluster is up in another folder; end it with src/cluster/down FOLDER"
}

# define NAME COMMAND...: writes down how NAME is started.
define() {
  local name=$1
  shift
  { echo '#!/bin/sh'; printf 'exec'; printf " '%s'" "$@"; echo; } >"$DIR/run/$name"
  chmod +x "$DIR/run/$name"
}

# launch NAME: starts it, in a session of its own so that a Ctrl-C meant for a test does not reach it.
launch() {
  setsid "$DIR/run/$1" >>"$DIR/log/$1.log" 2>&1 </dev/null 9>&- &
  echo "$! $(born $!)" >"$DIR/run/$1.pid"
  disown # its end is no news to the shell that started it
}

# gone PID...: waits up to ten seconds until they are; fails if one is still there.
gone() {
  local pid tries
  for pid; do
    for ((tries = 0; tries < 200; tries++)); do born "$pid" >/dev/null || continue 2; sleep 0.05; done
    return 1
  done
}

# end NAME...: kills those that run. Nothing is asked to stop: an API server with open watches would take its time,
# and all they have written is thrown away.
end() {
  local name pid pids=()
  for name; do
    if pid=$(running "$name"); then pids+=("$pid"); fi
  done
  [ ${#pids[@]} = 0 ] || { kill -9 "${pids[@]}" && gone "${pids[@]}"; }
}

# answers NAME: whether it does its work now.
answers() {
  case $1 in
    registry) get "http://$REGISTRY/v2/" ;;
    etcd) get "http://$HOST_IP:2379/health" ;;
    apiserver) kubectl get --raw /readyz ;;
    controllers) get -k "https://$HOST_IP:10257/healthz" ;;
    scheduler) get -k "https://$HOST_IP:10259/healthz" ;;
    containerd) ctr -a "$DIR/containerd/sock" version ;;
    kubelet) in_node curl -fsS --max-time 2 http://127.0.0.1:10248/healthz ;;
    proxy) in_node curl -fsS --max-time 2 http://127.0.0.1:10256/healthz ;;
    dns) in_node ss -Hlun src $NODE_IP:53 | grep . ;; # it listens once it knows the services
    *) fail "no program $1 here" ;;
  esac >/dev/null 2>&1
}
get() { curl -fsS --max-time 2 "$@"; }
in_node() { nsenter --net="/run/netns/$NETNS" "$@"; } # `ip netns exec` would hide the cgroup mounts
kubectl() { "$KUBE/kubectl" --kubeconfig="$DIR/admin.conf" --cache-dir="$DIR/kubectl" "$@"; }

# ready NAME: waits until it answers; fails with the end of its log if it ends or is silent for a minute.
ready() {
  local deadline=$((SECONDS + 60))
  until answers "$1"; do
    if ! running "$1" >/dev/null || ((SECONDS > deadline)); then
      say "$1 does not answer; the end of $DIR/log/$1.log:"
      tail -n 20 "$DIR/log/$1.log" >&2
      return 1
    fi
    sleep 0.1
  done
}

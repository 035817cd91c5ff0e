#!/bin/sh
# Lets go of every object that the soft-delete operator holds, with kubectl alone: for a cluster in which neither the
# operator nor its image can run. It needs the permissions of a cluster administrator.
#
#   let-go.sh --yes             what is alive can be deleted again; records and snapshots stay for a later installation
#   let-go.sh --yes --records   also lets go of records, snapshots and policies, so that their namespaces can be deleted
#
# An object that was deleted and that nothing has captured yet disappears when it is let go. Its manifest is first written
# to a file in ./let-go-held. The script can be repeated, and ends with 0 when nothing is held any more.
set -u

namespace=${OPERATOR_NAMESPACE:-soft-delete-system}
saved=let-go-held
records=false
confirmed=false
for argument in "$@"; do
  case $argument in
  --yes) confirmed=true ;;
  --records) records=true ;;
  *)
    sed -n '2,10s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
  esac
done
if ! $confirmed; then
  echo "This removes the protection of every object in the cluster of this context:" >&2
  kubectl config current-context >&2
  echo "Run it again with --yes." >&2
  exit 2
fi
if ! kubectl auth can-i '*' '*' --all-namespaces >/dev/null 2>&1; then
  echo "This needs the permissions of a cluster administrator." >&2
  exit 2
fi

work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# Whether a finalizer is one of ours; in awk.
ours='f == "softdelete.dev/retain" || f == "softdelete.dev/bypass" || f == "softdelete.dev/policy" || f ~ "^terms[.]softdelete[.]dev/"'
if $records; then
  ours="$ours"' || f == "softdelete.dev/purge" || f == "softdelete.dev/snapshot"'
fi

# An operator that runs would put everything back.
stop_operator() {
  kubectl get deployment soft-delete-operator -n "$namespace" >/dev/null 2>&1 || return 0
  kubectl scale deployment soft-delete-operator -n "$namespace" --replicas=0 || return 1
  for second in $(seq 120); do
    test -n "$(kubectl get pods -n "$namespace" -l app.kubernetes.io/name=soft-delete-operator -o name)" || return 0
    sleep 1
  done
  echo "The Pods of the operator do not end." >&2
  return 1
}

# Removes what adds finalizers, and what refuses their removal. The API server acts on it after a second or two.
remove_admission() {
  for kind in mutatingwebhookconfigurations validatingwebhookconfigurations \
    mutatingadmissionpolicybindings validatingadmissionpolicybindings \
    mutatingadmissionpolicies validatingadmissionpolicies; do
    # Older servers have no MutatingAdmissionPolicies.
    kubectl get "$kind" -o name 2>/dev/null | grep -E '/(soft-delete|softdelete)(-|$)' |
      xargs -r kubectl delete --ignore-not-found || return 1
  done
  sleep 5
}

# Prints a line for each object that is held: kind, namespace or -, name, whether it is being deleted, its finalizers now,
# and those that it keeps.
find_held() {
  # The verb patch is missing for a definition that is being deleted, although the API server serves it.
  kubectl api-resources --verbs=list,delete -o name 2>"$work/discovery" >"$work/kinds"
  : >"$work/unlisted"
  while read -r kind; do
    # A go-template needs no further program, and the lists come in pages.
    kubectl get "$kind" -A --ignore-not-found -o go-template='{{range .items}}{{if .metadata.finalizers}}{{with .metadata.namespace}}{{.}}{{else}}-{{end}} {{.metadata.name}} {{if .metadata.deletionTimestamp}}deleted{{else}}alive{{end}}{{range .metadata.finalizers}} {{.}}{{end}}{{"\n"}}{{end}}{{end}}' \
      >"$work/list" 2>>"$work/refused" </dev/null || echo "$kind" >>"$work/unlisted"
    awk -v kind="$kind" '
        function json(list) { return "[" list "]" }
        {
          all = ""; kept = ""; held = 0
          for (i = 4; i <= NF; i++) {
            f = $i
            all = all (all == "" ? "" : ",") "\"" f "\""
            if ('"$ours"') held = 1
            else kept = kept (kept == "" ? "" : ",") "\"" f "\""
          }
          if (held) print kind, $1, $2, $3, json(all), json(kept)
        }' "$work/list"
  done <"$work/kinds"
}

# The volume of a deleted claim would be deleted with its data.
keep_volume() {
  volume=$(kubectl get persistentvolumeclaims "$1" "$2" -o jsonpath='{.spec.volumeName}') || return 1
  test -z "$volume" ||
    kubectl patch persistentvolume "$volume" --type=merge -p '{"spec": {"persistentVolumeReclaimPolicy": "Retain"}}'
}

# Lets go of one object, unless its finalizers have changed meanwhile: then the next pass does it.
let_go() {
  kind=$1 in=$2 name=$3 state=$4 all=$5 kept=$6
  where="--namespace=$in"
  # kubectl ignores it for a kind without namespaces.
  if [ "$in" = - ]; then where=--namespace=default; fi
  case $state:$all in
  deleted:*softdelete.dev/retain*)
    mkdir -p "$saved"
    file="$saved/$kind.$in.$(echo "$name" | tr ':/' '__').yaml"
    if ! kubectl get "$kind" "$name" "$where" -o yaml >"$file"; then
      rm -f "$file"
      return 1
    fi
    echo "saved $file"
    if [ "$kind" = persistentvolumeclaims ]; then
      keep_volume "$name" "$where" || return 1
    fi
    ;;
  esac
  kubectl patch "$kind" "$name" "$where" --type=json -p "[
    {\"op\": \"test\", \"path\": \"/metadata/finalizers\", \"value\": $all},
    {\"op\": \"replace\", \"path\": \"/metadata/finalizers\", \"value\": $kept}]"
}

stop_operator || exit 1
remove_admission || exit 1
for pass in 1 2 3; do
  : >"$work/refused"
  find_held >"$work/held"
  test -s "$work/held" || break
  echo "pass $pass: $(wc -l <"$work/held") object(s) are held"
  running=0
  while read -r kind in name state all kept; do
    let_go "$kind" "$in" "$name" "$state" "$all" "$kept" </dev/null 2>>"$work/refused" &
    running=$((running + 1))
    if [ $((running % 8)) = 0 ]; then wait; fi
  done <"$work/held"
  wait
done

find_held >"$work/held"
cat "$work/discovery" >&2
if [ -s "$work/held" ]; then
  echo "These objects are still held:" >&2
  cut -d' ' -f1-3 "$work/held" >&2
  echo "because:" >&2
  sort -u "$work/refused" >&2
  exit 1
fi
if [ -s "$work/discovery" ] || [ -s "$work/unlisted" ]; then
  echo "Some kinds could not be listed: repair what serves them, or delete their APIServices, and run this again." >&2
  cat "$work/unlisted" "$work/refused" >&2
  exit 1
fi
echo "Nothing is held any more. To remove the rest: helm uninstall soft-delete -n $namespace --no-hooks"

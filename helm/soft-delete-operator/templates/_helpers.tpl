{{/* A cluster has one operator, so the names do not depend on the release. */}}
{{- define "soft-delete.name" -}}
soft-delete-operator
{{- end }}

{{- define "soft-delete.serviceAccountName" -}}
{{- .Values.serviceAccount.name | default (include "soft-delete.name" .) }}
{{- end }}

{{- define "soft-delete.username" -}}
{{- .Values.operator.username | default (printf "system:serviceaccount:%s:%s" .Release.Namespace (include "soft-delete.serviceAccountName" .)) }}
{{- end }}

{{- define "soft-delete.selectorLabels" -}}
app.kubernetes.io/name: {{ include "soft-delete.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "soft-delete.labels" -}}
{{ include "soft-delete.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "soft-delete.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}
{{- end }}

{{/* Metadata of a fixed admission policy; the argument is a list of the root and the name. */}}
{{- define "soft-delete.policyMetadata" -}}
name: {{ index . 1 }}
labels:
  {{- include "soft-delete.labels" (index . 0) | nindent 2 }}
annotations:
  # The operator compares this with its own identity when it starts.
  softdelete.dev/operator-username: {{ include "soft-delete.username" (index . 0) | quote }}
{{- end }}

{{/* CEL: whether the requester is not the operator. */}}
{{- define "soft-delete.notTheOperator" -}}
request.userInfo.username != {{ include "soft-delete.username" . | squote }}
{{- end }}

{{/* The binding that enforces a ValidatingAdmissionPolicy; the argument is a list of the root and the name. */}}
{{- define "soft-delete.binding" -}}
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: {{ index . 1 }}
  labels:
    {{- include "soft-delete.labels" (index . 0) | nindent 4 }}
spec:
  policyName: {{ index . 1 }}
  validationActions: [Deny, Audit]
{{- end }}

{{/*
A mutation that stamps who changes something into a field of a record's spec, and undoes what else is written there; the argument
is a list of the field, and in CEL whether it is to be stamped, and with what.
*/}}
{{- define "soft-delete.stamp" -}}
{{- $field := index . 0 -}}
patchType: JSONPatch
jsonPatch:
  # "add" replaces an existing value.
  expression: >-
    {{ index . 1 }} ? [JSONPatch{op: 'add', path: '/spec/{{ $field }}', value: {{ index . 2 }}}] :
    dyn(object).spec.?{{ $field }} == dyn(oldObject).spec.?{{ $field }} ? [] :
    dyn(oldObject).spec.?{{ $field }}.hasValue() ?
    [JSONPatch{op: 'add', path: '/spec/{{ $field }}', value: dyn(oldObject).spec.{{ $field }}}] :
    [JSONPatch{op: 'remove', path: '/spec/{{ $field }}'}]
{{- end }}

{{/*
A validation that a field of a record's spec is the stamp where it is to be, and else what it was; the argument is a list of the field,
in CEL whether it is to be stamped and whether it is, and whom it names. Also holds where nothing stamps: then nobody can name another.
*/}}
{{- define "soft-delete.stamped" -}}
expression: >-
  !variables.isUpdate || ({{ index . 1 }} ? {{ index . 2 }} :
  variables.spec.?{{ index . 0 }} == variables.oldSpec.?{{ index . 0 }})
reason: Forbidden
message: >-
  spec.{{ index . 0 }} names {{ index . 3 }}, and is nobody's to write. It is stamped by the
  MutatingAdmissionPolicy soft-delete-requester (Kubernetes 1.36) or, before, by the soft-delete operator's webhook: if
  nobody wrote it, that does not run yet; try again once it does
{{- end }}

{{/* CEL: whether a field of a record's spec names the requester of this request, without further details. */}}
{{- define "soft-delete.named" -}}
variables.spec.?{{ . }}.orValue({}) == variables.requester
{{- end }}

{{/* CEL: the requester of this request, described by the user name and groups, and not by details of the login. */}}
{{- define "soft-delete.requester" -}}
{'username': dyn(request.userInfo.username), ?'groups': request.userInfo.?groups.optMap(v, dyn(v))}
{{- end }}

{{/*
CEL: whether the key k of a login's extra attributes names a credential. Everybody who lists records would see it, so no record has it.
The same expression is in RequesterSummary.
*/}}
{{- define "soft-delete.credential" -}}
k.lowerAscii().matches('(credential-?id|access-?key-?id|session-?(id|name)|token-?id|jti)$')
{{- end }}

{{/* A CEL literal of a text. */}}
{{- define "soft-delete.literal" -}}
'{{ . | replace "\\" "\\\\" | replace "'" "\\'" }}'
{{- end }}

{{/* A CEL literal of a list of texts. */}}
{{- define "soft-delete.literals" -}}
{{- $literals := list }}
{{- range . }}
{{- $literals = append $literals (include "soft-delete.literal" .) }}
{{- end -}}
[{{ join ", " $literals }}]
{{- end }}

{{/* CEL: whether the requester is a program, and no ServiceAccount that stands for people. */}}
{{- define "soft-delete.program" -}}
{{- $people := list }}
{{- range .Values.requesters.people }}
{{- $people = append $people (printf "system:serviceaccount:%s" (replace "/" ":" .)) }}
{{- end }}
{{- $users := list "system:apiserver" "system:kube-controller-manager" "system:kube-scheduler" }}
{{- $userPrefixes := list "system:serviceaccount:" }}
{{- $groups := list "system:nodes" }}
{{- range .Values.requesters.controllers }}
{{- if hasPrefix "group:" . }}
{{- $groups = append $groups (trimPrefix "group:" .) }}
{{- else if hasSuffix "*" . }}
{{- $userPrefixes = append $userPrefixes (trimSuffix "*" .) }}
{{- else }}
{{- $users = append $users . }}
{{- end }}
{{- end -}}
({{ include "soft-delete.literals" $userPrefixes }}.exists(p, request.userInfo.username.startsWith(p)) ||
request.userInfo.username in {{ include "soft-delete.literals" $users }} ||
{{ include "soft-delete.literals" $groups }}.exists(g, g in request.userInfo.?groups.orValue([]))) &&
!(request.userInfo.username in {{ include "soft-delete.literals" $people }})
{{- end }}

{{/* CEL: whether a field manager is one of the declarative tools; the argument is a list of the root and the manager in CEL. */}}
{{- define "soft-delete.tool" -}}
{{- $manager := index . 1 -}}
{{- $exact := list "" }}
{{- $prefixes := list }}
{{- $not := list }}
{{- $notPrefixes := list }}
{{- range (index . 0).Values.requesters.tools }}
{{- if and (hasPrefix "!" .) (hasSuffix "*" .) }}
{{- $notPrefixes = append $notPrefixes (trimPrefix "!" . | trimSuffix "*") }}
{{- else if hasPrefix "!" . }}
{{- $not = append $not (trimPrefix "!" .) }}
{{- else if hasSuffix "*" . }}
{{- $prefixes = append $prefixes (trimSuffix "*" .) }}
{{- else }}
{{- $exact = append $exact . }}
{{- end }}
{{- end -}}
({{ $manager }} in {{ include "soft-delete.literals" $exact }} ||
{{ include "soft-delete.literals" $prefixes }}.exists(p, {{ $manager }}.startsWith(p))) &&
!({{ $manager }} in {{ include "soft-delete.literals" $not }} ||
{{ include "soft-delete.literals" $notPrefixes }}.exists(p, {{ $manager }}.startsWith(p)))
{{- end }}

{{/*
CEL: whether a create certainly comes from a controller. An expression can look up no owner, and cannot read the JSON in an
annotation. The operator's match conditions are the same: ControllerCondition. The field manager, m, is the one that the request
names, or else the last on the object, where the API server has written the first part of the User-Agent.
*/}}
{{- define "soft-delete.certainController" -}}
{{ include "soft-delete.program" . }} &&
[request.?options.?fieldManager.orValue('') != '' ? request.options.fieldManager :
dyn(object).metadata.?managedFields[?(size(dyn(object).metadata.?managedFields.orValue([])) - 1)].?manager.orValue('')]
.exists(m, !({{ include "soft-delete.tool" (list . "m") }})) &&
!('kubectl.kubernetes.io/last-applied-configuration' in dyn(object).metadata.?annotations.orValue({})) &&
!('argocd.argoproj.io/tracking-id' in dyn(object).metadata.?annotations.orValue({}))
{{- end }}

{{/* "true" if the API versions come from a cluster and not from Helm's own list, which contains no kinds. */}}
{{- define "soft-delete.clusterKnown" -}}
{{- .Capabilities.APIVersions.Has "v1/Pod" }}
{{- end }}

{{/* "true" if the chart renders MutatingAdmissionPolicies. */}}
{{- define "soft-delete.mutatingAdmissionPolicies" -}}
{{- if eq .Values.mutatingAdmissionPolicies "auto" }}
{{- or (ne (include "soft-delete.clusterKnown" .) "true")
       (.Capabilities.APIVersions.Has "admissionregistration.k8s.io/v1/MutatingAdmissionPolicy")
       (semverCompare ">=1.36.0-0" .Capabilities.KubeVersion.Version) }}
{{- else }}
{{- eq .Values.mutatingAdmissionPolicies "always" }}
{{- end }}
{{- end }}

{{- define "soft-delete.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- define "soft-delete.env" -}}
- name: OPERATOR_NAMESPACE
  valueFrom:
    fieldRef:
      fieldPath: metadata.namespace
- name: POD_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- with .Values.javaToolOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{/*
The spec of a Pod of a hook, which runs a command of the program; the argument is a list of the root and the command. It only
connects to the API server, and never needs the network of the node.
*/}}
{{- define "soft-delete.hookPodSpec" -}}
{{- $root := index . 0 -}}
{{- $command := index . 1 -}}
restartPolicy: Never
serviceAccountName: {{ include "soft-delete.serviceAccountName" $root }}
{{- with $root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- toYaml $root.Values.podSecurityContext | nindent 2 }}
containers:
  - name: {{ $command }}
    image: {{ include "soft-delete.image" $root }}
    imagePullPolicy: {{ $root.Values.image.pullPolicy }}
    args: [{{ $command }}]
    env:
      {{- include "soft-delete.env" $root | nindent 6 }}
      {{- if eq $command "check" }}
      - name: CHECK_WITHIN
        value: {{ $root.Values.test.timeout | quote }}
      {{- end }}
    resources:
      {{- toYaml $root.Values.resources | nindent 6 }}
    securityContext:
      {{- include "soft-delete.containerSecurityContext" $root | nindent 6 }}
    volumeMounts:
      - name: tmp
        mountPath: /tmp
volumes:
  - name: tmp
    emptyDir: {}
{{- with $root.Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $root.Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $root.Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* The egress rules of all Pods of the chart. */}}
{{- define "soft-delete.egress" -}}
{{- with .Values.networkPolicy.egress }}
{{- toYaml . }}
{{- else -}}
- ports:
    - protocol: TCP
    # The API server may be known by name. OpenShift's DNS listens on 5353.
    - protocol: UDP
      port: 53
    - protocol: UDP
      port: 5353
{{- end }}
{{- end }}

{{/* There is one operator in a cluster, so names do not follow the release. */}}
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
  # The operator compares this with its own identity at the start.
  softdelete.dev/operator-username: {{ include "soft-delete.username" (index . 0) | quote }}
{{- end }}

{{/* In CEL: whether somebody other than the operator asks. */}}
{{- define "soft-delete.notTheOperator" -}}
request.userInfo.username != {{ include "soft-delete.username" . | squote }}
{{- end }}

{{/* The binding that puts a ValidatingAdmissionPolicy in force; the argument is a list of the root and the name. */}}
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

{{/* "true" where the API versions come from a cluster and not from Helm's own list, which names no kinds. */}}
{{- define "soft-delete.clusterKnown" -}}
{{- .Capabilities.APIVersions.Has "v1/Pod" }}
{{- end }}

{{/* "true" where MutatingAdmissionPolicies are to be rendered. */}}
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

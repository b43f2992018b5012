# Completion of tiaosuo for bash 3.2 and newer; made by: npx tiaosuo completion bash
_tiaosuo() {
  local first=1 word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
  local command options='' folder=() line safe best='' quoted='' at
  COMPREPLY=()
  if [ "${COMP_WORDS[0]##*/}" = npx ]; then
    [ "$COMP_CWORD" -gt 1 ] && [ "${COMP_WORDS[1]}" = tiaosuo ] || return 0
    first=2
  fi
  if [ "$COMP_CWORD" -eq "$first" ]; then
    COMPREPLY=($(compgen -W '@COMMANDS@' -- "$word"))
    return 0
  fi
  command=${COMP_WORDS[first]}
  case $command in
@OPTIONS@
  esac
  case $word in
    -*) COMPREPLY=($(compgen -W "$options" -- "$word")); return 0 ;;
  esac
  case $previous in
    @FILES@) compopt -o default 2>/dev/null; return 0 ;;
    @VALUED@) return 0 ;;
  esac
  if [ "$command" = completion ]; then
    COMPREPLY=($(compgen -W '@SHELLS@' -- "$word"))
    return 0
  fi
  case $command in
    @QUERIES@) ;;
    *) return 0 ;;
  esac
  # Behind an opening quotation mark bash itself quotes what is put in.
  case $word in
    [\'\"]*) word=${word:1}; quoted=1 ;;
  esac
  [ -n "$word" ] || return 0
  for ((at = first + 1; at < COMP_CWORD; at++)); do
    if [ "${COMP_WORDS[at]}" = --index ]; then folder=(--index "${COMP_WORDS[at+1]/#\~/$HOME}"); fi
  done
  # bash would cut candidates down to the beginning they share. So what only holds the word inside is left out, and where none
  # begins with it the best one is put in: it mends a slip.
  while IFS= read -r line; do
    safe=$line
    [ -n "$quoted" ] || safe=$(printf %q "$line")
    [ -n "$best" ] || best=$safe
    case $line in
      "$word"*) COMPREPLY+=("$safe") ;;
    esac
  done < <(@PROGRAM@ suggest --limit 20 ${folder[@]+"${folder[@]}"} -- "$word" 2>/dev/null)
  if [ "${#COMPREPLY[@]}" -eq 0 ] && [ -n "$best" ]; then COMPREPLY=("$best"); fi
  return 0
}
complete -F _tiaosuo tiaosuo
# npx is completed only where nothing else does it.
complete -p npx >/dev/null 2>&1 || complete -o default -F _tiaosuo npx

#compdef tiaosuo
# Completion of tiaosuo for zsh; made by: npx tiaosuo completion zsh
_tiaosuo() {
  local first=2 word=${(Q)words[CURRENT]} previous=$words[CURRENT-1]
  local command options='' at
  local -a folder found
  if [[ ${words[1]:t} == npx ]]; then
    if (( CURRENT < 3 )) || [[ $words[2] != tiaosuo ]]; then _default; return; fi
    first=3
  fi
  if (( CURRENT == first )); then compadd -- @COMMANDS@; return; fi
  command=$words[first]
  case $command in
@OPTIONS@
  esac
  if [[ $word == -* ]]; then compadd -- ${=options}; return; fi
  case $previous in
    @FILES@) _files; return ;;
    @VALUED@) return ;;
  esac
  if [[ $command == completion ]]; then compadd -- @SHELLS@; return; fi
  case $command in
    @QUERIES@) ;;
    *) return ;;
  esac
  [[ -n $word ]] || return
  at=${words[(i)--index]}
  if (( at < CURRENT - 1 )); then folder=(--index $~words[at+1]); fi
  found=(${(f)"$(@PROGRAM@ suggest --limit 20 $folder -- "$word" 2>/dev/null)"})
  # -U: also what holds the word inside, or mends a slip in it.
  compadd -U -V suggestions -- $found
}
compdef _tiaosuo tiaosuo
# npx is completed only where nothing else does it.
(( $+_comps[npx] )) || compdef _tiaosuo npx

# Types lines into a shell with the completion of $1, each with a Tab at its end. Prints what each has become. A file
# whose name begins with _ is found by its folder, others are sourced.
zmodload zsh/zpty
typeset script=$1 line shown
shift
zpty shell zsh -f -i
zpty -w shell "fpath=($script:h \$fpath); autoload -Uz compinit; compinit -D -u"
[[ $script:t == _* ]] || zpty -w shell "source $script"
# The marks are in quotes, so that the shell's echo of this line has none.
zpty -w shell 'show() { print -r -- "@""<$BUFFER>""@"; BUFFER= }; zle -N show; bindkey "^Xs" show; bindkey "^I" complete-word'
for line in "$@"; do
  zpty -w -n shell "$line"$'\t\x18s'
  zpty -r shell shown '*@<*>@*'
  print -r -- "${${shown##*@<}%%>@*}"
done

package dev.softdelete.operator.kube;

import java.util.List;
import java.util.Set;

/** The words of which the messages of API servers, admission policies and webhooks consist. */
final class CommonWords {
  private static final Set<String> WORDS =
      Set.copyOf(
          List.of(
              """
              a about above access account active added adding address admission after again all
              allocate allocated allow allowed allows already also am an and annotation annotations any
              api apiversion applied apply are array as at attempting authorized be because been before
              being below between bind blocked blockownerdeletion body bool boolean both broken but by
              byte bytes call called calling can cannot capacity certificate change changed changes
              character characters claim class client close closed cluster completed condition
              conditions conflict conflicting conflicts connect connection consist contact contain
              container containers contains content context controller could create created creating
              creation currently data deadline decode decoding decreased default defined delete deleted
              deletes deletion denied deny dial did different disabled disallowed does doesn don
              duplicate duplicated during each earlier either empty enabled end enforcing entity entries
              entry eof equal error errors etcd etcdserver evaluation evict exactly exceed exceeded
              exceeds exist existing exists expected expression fail failed failing failure field fields
              finalizer finalizers first following for forbid forbidden format found from fulfilled
              full given grant greater group groups has have header held higher host http https id if
              illegal immutable in increased index initialized input integer internal into invalid ip is
              it item items its json key keys kind label labels large larger last later latest least
              left length less level limit limited limits list lock long longer lookup looking lost
              lower lowercase made make many map marked match matches matching max maximum may memory message
              metadata min minimum missing mode modified more most must name named names namespace
              namespaces new no node non none nor not null number object old objects occurred of often on
              once one only operation operations operator or other out over owned owner ownerreferences
              owns part passed password patch path pattern per permission permissions permitted please
              plugin pod pods policies policy port present processed prohibited property protected
              provided public quota range reach reached read ready reason refused refuses regex rejected
              release remove removed replicas request requested requests require required requires
              reserved resource resources resourceversion response restricted retry rights role rule
              rules running same schema scope secret security server service set sets should size small
              smaller some something spec specified specify start started starting status still storage strict string subset
              such support supported temporarily terminated terminating termination than that the their
              them then there these they this those through time timed timeout to token too total try
              type unable unavailable under unexpected unique unknown unrecognized until unsupported up
              update updated updates uppercase usage use used user username users uses using valid
              validate validating validation value values verb verbs version versions via volume wait
              waiting was webhook weak well were what when where whether which while who whole will with
              within without would write wrong yes yet you your zero
              """
                  .strip()
                  .split("\\s+")));

  private CommonWords() {}

  static boolean contains(String word) {
    return WORDS.contains(word);
  }
}

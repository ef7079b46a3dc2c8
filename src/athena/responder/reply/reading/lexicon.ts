/**
 * What single words and short phrases of a message tell about the request: each sign with its words. A phrase is joined
 * by `_`. Endings and single slips of the keyboard are not listed: words are compared by their stems.
 */
const WORDS = {
  write:
    'word_the word_it word_a word_this wording words_for knock_up let_our let_people write draft compose create prepare produce make formulate craft pen put_together put_something_together jot_down come_up whip_up phrase',
  give: 'give offer show get need want suggest propose provide send pull find bring share list name help looking_for',
  explain:
    'explain define definition meaning understand stand_for at_what_point what_that_is what_it_is clarify eli5 newbie layman jargon the_term term_for concept idea_behind in_a_nutshell explains tell_me_when never_heard_of_it what_means what_does wonder_what',
  poem: 'roses_are_red poem poetry verse rhyme rhyming haiku limerick sonnet ode stanza lyrics ballad poetic poet',
  joke: 'joke laugh funny pun humour humor gag amuse hilarious cheer_me_up crack_me_up',
  headline: 'headline headings title subject_line slogan tagline heading',
  entitle: 'call_it call_an call_the call_our name_it name_for name_the',
  question:
    'question find_out to_ask should_ask can_ask could_ask ask_a ask_an ask_them ask_him ask_her opener enquire',
  checklist:
    'checklist belongs_on on_the_list before_signing check_list tick_list to_look look_at look_out go_over watch_out to_check to_verify check_before beforehand tick_off',
  ideas: 'idea brainstorm suggestion tip option reason benefit advantage argument risk pitfall example',
  email: 'email mail e-mail letter inbox',
  message:
    'send_to message reply response answer note line write_to write_back respond text_back tell_a tell_the_customer tell_her tell_him tell_them',
  recipient:
    'customer client prospect head manager director lead recipient supplier buyer owner person running runs her him them she he',
  outreach:
    "cold intro introduce introductory introduction reach_out contact outreach approach never_talked never_met first_email first_mail first_message doesn't_know get_in_touch in_touch opening_mail opening_email never_heard heard_of_us",
  decline:
    "decline won't_get not_getting won't_give reject rejection refuse refusal turn_down say_no saying_no can't_refund cannot_refund can't_approve won't_refund no_refund not_refund won't_be deny denial can't_give cannot_give not_giving can't_grant turning_down friendly_no polite_no a_no isn't_possible not_possible",
  apology: 'apologise apologize apology sorry_for',
  post: 'post blog article announcement announce newsletter press_release entry publish publication readers piece copy social linkedin',
  plan: 'plan planning schedule timetable agenda roadmap itinerary programme day_by_day break_down break_it split_up spread structure organise organize arrange map_out lay_out each_day every_day which_day day_one per_day',
  period: 'week weekly weekday day days month monday friday',
  learn: 'learn first new product start onboard familiar know_the',
  shorten:
    'shorten shorter short_version brief briefer compact concise condense tighten trim cut reduce compress abridge wordy lengthy tl_dr tldr too_long so_long half fewer squeeze slim snappier crisp too_much_text lot_of_text much_text fewer_words less_text words_or words_max words_tops word_limit one_or_two two_lines one_line few_lines more_than_i_can too_much one_sentence two_sentences too_many_words many_words',
  soften:
    'friendly friendlier kind kindly nicer nice polite politely politer soft softer soften gentle gentler warm warmer harsh rude bossy cold tone pleasant aggressive strict unfriendly less_harsh diplomatic empathetic offend',
  rephrase: 'rephrase reword rewrite paraphrase put_it say_it differently improve sounds',
  proofread: 'proofread spelling grammar typo mistakes',
  summary:
    'summary summarise summarize summarising sum recap gist highlight outcome came_out takeaway decided decide key_points main_points essentials digest in_short boil minutes overview wrap_up fill_me_in catch_me_up up_to_speed happened missed discuss discussed agreed conclusion important_bits bottom_line nutshell',
  meeting:
    'meeting met call standup stand-up board workshop conference transcript session sync retro notes conversation',
  actions:
    "action_item action_point todo to-do to_do task responsible owner assigned who_does who_doing who's_doing who_is_doing whose assignment homework deadlines has_to_do does_what each_person has_to_take doing_what on_the_hook takes_care who_must who_will who_has",
  json: 'json',
  table: 'table tabular grid columns spreadsheet matrix',
  compare:
    'compare comparison versus vs difference different differ contrast side_by_side one_side next_to pros cons distinguish mix_up mixing_up apart both opposed side-by-side',
  count:
    'how_many count number_of numbers figures breakdown split per each rank ranking top most least highest lowest total average statistics stats volume tally distribution share_of the_others anyone_else more_than_others revenue turnover income largest smallest biggest how_long',
  record: 'ticket order refund customer return article queue country',
  timeframe:
    'last_month last_week this_month this_week last_year last_quarter yesterday today past_month previous_month',
  function: 'function script snippet code method helper program one-liner regex implement routine wrapper',
  language: 'python typescript javascript ts js node',
  dedupe: 'duplicate dedupe deduplicate unique repeated doubles distinct dupes dupe twice',
  retry: 'retry retries attempt tries tries_again try_again call_again',
  review:
    'review look_over wrong problem bug issue feedback check spot smell bad_feeling before_i_merge merge think improve',
  approve: 'approve approval approved sign_off green_light lgtm thumbs_up wave_through rubber-stamp',
  advise:
    "would_you recommend advise advice smart wise good_idea bad_idea sensible reasonable opinion prefer worth safe rather go_ahead go_for_it good_day good_moment think_we think_i better take_on your_take which_side do_you_say ok_to okay_to honest_opinion to_decide decide_for settle who_is_right which_is_right who's_right mistake",
  signing: 'sign signing signature signed',
  newcomer:
    'newcomer first_time bought_your supposed_to_use does_one_begin new_here first_day signed_up getting_started get_started begin beginning first_step kick_off was_created just_bought my_account_was good_first im_new just_joined started_today just_started step_one never_used new_user what_first do_first start_with',
  access:
    'invite in_my_workspace in_our_workspace on_board wants_in access join onboard member can_see into_my into_our see_the get_into',
  colleague: 'colleague workmate two_of_us coworker teammate team people someone person member',
  workspace: 'workspace',
  stuck:
    "stuck frustrated frustrating give_up giving_up hopeless nothing_works nothing_does won't_work doesn't_work desperate fed_up clicking_around totally_lost completely_lost losing_my throw about_to_cancel drives_me nothing_is chuck cry scream pointless had_enough whole_afternoon whole_day refuses_to nothing_functions in_circles annoyed quit quitting i'm_out for_hours i've_had_it had_it_with",
  trouble:
    "late missing lost damaged broken wrong worried delayed overdue unacceptable still_waiting supposed_to still_don't still_haven't where_is where's come_and_gone not_arrived never_arrived nothing_arrived waiting",
  continue: 'next continue follows which_step carry_on now then proceed go_on onwards',
  done: 'done behind_me ticked_off happy_with finished ready all_set did_it complete completed written did',
  same: 'same again another likewise as_well too next_one one_more instead two_more three_more few_more some_more',
  reasoning:
    'why how_come reason reasoning rationale grounds led_you can_you_tell you_know_that not_convinced explain_your your_decision makes_you justify that_queue based_on',
  require:
    'need require papers send provide submit bring hand_in attach document paperwork must_i_prepare at_hand have_ready to_prepare want_to_see on_my_part from_my_side from_me my_side',
  mood: "hands_full busy swamped work_today your_day how_are how's_it how_is_it things_with_you are_you_ok are_you_okay doing_ok doing_okay doing_today your_shift slammed full_inbox your_plate on_your_side all_good treating_you treated_you sleep_well stressful hectic exhausted crazy_one working_you a_quiet quiet_day your_end",
  abilities:
    'able_to_do what_can_you use_you you_able your_job what_do_you_do you_can_do your_purpose help_me_with your_role capable your_skills can_i_ask_you i_ask_you',
  personal:
    'addr the_card house_number her_place his_place address street home_address live lives card_number credit_card card_they card_used phone_number iban card_no their_cards names_and_cards',
  people: 'customer lady guy woman man buyer people who user client person neighbour everyone everybody names',
  override: 'ignore forget disregard bypass drop override pretend forget_the_rest',
  permanent:
    'from_now_on starting_today always only_answer every_refund all_refunds every_request any_refund everything_gets each_refund no_matter everything_you',
  rules: 'rule rules policy policies instruction instructions guidelines restrictions prompt',
  cancelling: 'cancel notice terminate end_the ending leave',
  local: 'our we us here your my',
  howto: 'how_do_i how_can_i how_do_we how_should how_does how_long why_do why_is why_does',
  know: 'know tell brief background info information anything got research profile who',
} as const satisfies Readonly<Record<string, string>>;

/** Something that a word tells about a request: that it wants a poem, or that it is about a person. */
export type Sign = keyof typeof WORDS;

/** The words of each sign. */
export const LEXICON: readonly (readonly [Sign, readonly string[]])[] = (
  Object.entries(WORDS) as readonly (readonly [Sign, string])[]
).map(([sign, words]) => [sign, words.split(' ')] as const);

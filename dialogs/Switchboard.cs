using System.Collections.Frozen;
using System.Collections.Immutable;
using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Eligibility;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.MyData;
using Assistant.Dialogs.People;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.SafeContact;
using Assistant.Dialogs.Services;
using Assistant.Dialogs.Visits;
using Assistant.Dialogs.Welcome;
using Assistant.Knowledge;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

/// <summary>Decides who answers a message. Pure and thread-safe: one instance serves everybody.</summary>
public sealed class Switchboard
{
    private const string StartWord = "/start ";
    /// <summary>Longest text that can be a code word, a name or a reference, in UTF-16 units.</summary>
    private const int LongestTyped = 60;
    private readonly FrozenDictionary<string, Dialog> dialogs;
    private readonly ServiceCatalogue services;
    private readonly Understanding understanding;
    private readonly Interview interview;

    /// <param name="understanding">Reads what people say.</param>
    /// <param name="services">What we offer.</param>
    /// <param name="rules">Whom it fits.</param>
    /// <param name="cards">Whom to turn to; <see langword="null"/>: the built-in cards.</param>
    public Switchboard(Understanding understanding, ServiceCatalogue services, EligibilityRules rules, MunicipalityCards? cards = null) : this(understanding, services,
        [
            new ConsentDialog(), new EligibilityDialog(rules, services, cards ?? MunicipalityCards.Load()), new AppointmentDialog(services), new HumanDialog(), new CrisisDialog(), new MyDataDialog(),
            new ProposeDialog(), new ConfirmDialog(), new DeclineDialog(), new RefuseDialog(), new WithdrawDialog(), new MoveDialog(), new CallOffDialog(), new HandOverDialog(), new VisitDraftDialog(),
            new RelayDialog(), new DutyAddDialog(), new DutySwapDialog(),
            new SafeContactDialog(), new LeaveDialog(), new AwayDialog(), new InviteDialog(), new MergeDialog(),
        ])
    {
    }

    internal Switchboard(Understanding understanding, ServiceCatalogue services, IEnumerable<Dialog> dialogs)
    {
        this.understanding = understanding;
        this.services = services;
        this.dialogs = dialogs.ToFrozenDictionary(dialog => dialog.Id);
        interview = new(understanding);
    }

    /// <summary>Every dialogue there is.</summary>
    public IEnumerable<Dialog> Dialogs => dialogs.Values;

    /// <summary>What must be in the facts for <see cref="Take"/>, worked out from state and message alone.</summary>
    public Wish WishOf(Conversation conversation, Utterance said)
    {
        InterviewState[] running = conversation.Current is { } current ? [current, .. conversation.Paused.Reverse()] : [.. conversation.Paused.Reverse()];
        var needs = running.Aggregate(Needs.Nothing, (sum, state) => sum | (dialogs.GetValueOrDefault(state.Dialog)?.Needs ?? Needs.Nothing));
        var request = running.Select(state => state.Given.GetValueOrDefault(RequestDialog.RequestId)).FirstOrDefault(id => id is not null);
        switch (Door.Of(said))
        {
            case Door.Request pressed:
                return new(needs | Needs.Request | (pressed.Step == RequestStep.HandOver ? Needs.Colleagues : Needs.Nothing), Request: pressed.Id);
            case Door.Go { Where: Command.Queue }:
                needs |= Needs.Queue;
                break;
            case Door.Go { Where: Command.Feedback }:
                needs |= Needs.Feedback;
                break;
            case Door.People:
                needs |= Needs.People;
                break;
            case Door.Go { Where: Command.Today }:
                needs |= Needs.Queue | Needs.Today;
                break;
            case Door.Go { Where: Command.Requests }:
                needs |= Needs.MyRequests;
                break;
            case Door.Duty or Door.Relay or Door.Go { Where: Command.Human }:
                needs |= Needs.Duty;
                break;
        }
        if (said.Pressed is null)
            needs |= understanding.Commands.Read(said.Text) switch
            {
                Command.Queue => Needs.Queue,
                Command.Today => Needs.Queue | Needs.Today,
                Command.Feedback => Needs.Feedback,
                Command.Requests => Needs.MyRequests,
                Command.Duty or Command.Human => Needs.Duty,
                Command.MyData => Needs.MyData,
                Command.People => Needs.People,
                _ => Needs.Nothing,
            };
        // Words that waited for the code word are taken up with this message, if it is the right one.
        if (conversation is { Gate: not null, Unheard: { } unheard })
            needs |= WishOf(conversation with { Gate = null }, new(unheard, said.Lang)).Needs;
        var wish = CodeIn(said) is { } code ? new(needs | Needs.Code, code, request) : new Wish(needs, Request: request);
        if (said.Pressed is not null || said.Text.Length > LongestTyped)
            return wish;
        return LinkCode.Find(said.Text) is { } link ? wish with { Needs = wish.Needs | Needs.Code, Typed = said.Text, Link = link } : wish with { Typed = said.Text };
    }

    /// <summary>Takes one message. What comes earlier here wins.</summary>
    /// <param name="facts">Loaded for <see cref="WishOf"/> of the same state and message.</param>
    public (Conversation Next, ImmutableArray<Effect> Effects) Take(Conversation conversation, Utterance said, Facts facts)
    {
        var stage = new Stage(dialogs, interview, "consent", conversation, facts);
        Threshold.Close(stage);
        if (!Crisis(stage, said) && Threshold.Pass(stage, said, understanding.Commands) is { } heard
            && !RelayTurn.Take(stage, heard, understanding, CodeIn(heard) is not null, () => IsNote(stage.Facts, heard)))
        {
            stage.TakeUpPaused();
            if (heard.IsEdit)
                Edited(stage, heard);
            else
            {
                if (!stage.IsHeld)
                    Follow(stage, heard);
                Take(stage, heard);
            }
        }
        return stage.End();
    }

    /// <summary>A human comes in: what is under way waits. Words of danger alone go on being asked about.</summary>
    public static Conversation Hold(Conversation conversation) => conversation is { Current: { Dialog: not "crisis" } current }
        ? conversation with { Current = null, Paused = [.. conversation.Paused.TakeLast(Conversation.MostPaused - 1), current] }
        : conversation;

    /// <summary>The human is gone: what waited is asked again.</summary>
    /// <param name="facts">Without the talk.</param>
    public (Conversation Next, ImmutableArray<Effect> Effects) GoOn(Conversation conversation, Facts facts)
    {
        var stage = new Stage(dialogs, interview, "consent", conversation, facts);
        stage.Resume();
        return stage.End();
    }

    private void Take(Stage stage, Utterance said)
    {
        var command = said.Pressed is null ? understanding.Commands.Read(said.Text) : Command.None;
        if (command != Command.None && stage.IsLabel(said.Text))
            command = Command.None;
        if (command == Command.Rescue)
        {
            Rescue(stage);
            return;
        }
        if (Always(stage, command) || Standing(stage, said) || Code(stage, said))
            return;

        // What asks about a service by name and has a sure answer is no answer to "anything to add?".
        if (stage.TakesWords && said.Text.AsSpan().TrimEnd().EndsWith('?') && Asked(stage, said) is QuestionReading.Sure { NamesService: true, Answer: var answer })
        {
            Tell(stage, answer);
            stage.Resume();
            return;
        }

        var turn = stage.Try((i, dialog, state, serial, facts) => i.Reply(dialog, state, serial, said, facts));
        if (turn is { Missed: false })
            stage.After(turn);
        else if (Note(stage, said))
            return;
        else if (said.Pressed is null && Open(stage, understanding.Wishes.Read(said.Text, stage.Facts.Lang), opening: said))
            return;
        else if (Known(stage, said))
            stage.Resume();
        else if (Open(stage, command))
            return;
        else if (Unsure(stage, said))
            return;
        else if (turn is not null)
            stage.After(turn);
        else if (stage.Conversation.Current is not null)
            stage.Resume();
        else
            NothingRunning(stage, said);
    }

    /// <summary>Danger comes before everything. A worker who files something is not interrupted.</summary>
    private bool Crisis(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || stage.Conversation.Current is not null && IsWorker(stage.Facts))
            return false;
        // A command and nothing else is what it says: "/peida" tells of nobody who hides.
        if (understanding.Commands.Read(said.Text) != Command.None)
            return false;
        // What a coordinator writes to somebody is no cry for help of their own.
        if (RelayTurn.IsToPerson(stage.Facts))
            return false;
        var reading = understanding.Crisis(said.Text, said.Lang);
        if (!reading.IsCrisis || IsNote(stage.Facts, said))
            return false;
        // What is only faintly like danger and answers a question, or goes to a human, is heard by whoever asked.
        if (reading.IsFaint && (stage.Conversation.Current is not null || stage.Facts.Relay is not null))
            return false;

        // Words of danger are answered in the language they came in, at once.
        if (understanding.Languages.Of(said.Text) is { } heard && heard != stage.Facts.Lang)
            stage.Do(new Effect.SpeakLanguage(heard));
        var (level, kind) = (CrisisDialog.LevelOf(reading), Knowledge.Safety.CrisisKinds.Code(reading.Kind));
        stage.Do(new Effect.RaiseConcern(level, kind));
        if (level != "implied")
            stage.Do(CrisisDialog.Card(level, kind));
        if (stage.Facts.Relay is { Holds: true } talk)
            stage.Do(new Effect.ForRelay(new RelayAct.Say(talk.Id, said.Text)));
        // Words told to a question that takes words are kept as its answer, so that nobody has to say them twice.
        if (stage.Try((i, dialog, state, serial, facts) => i.ReplyInWords(dialog, state, serial, said, facts)) is { Missed: false, Next: { } next })
            stage.Keep(next);
        if (stage.Running is CrisisDialog)
            stage.Drop(andPaused: false);
        stage.Pause();
        stage.Begin(new("crisis", ImmutableDictionary<string, string>.Empty.Add("level", level).Add("kind", kind)));
        return true;
    }

    /// <summary>Whoever clearly writes another language is answered in it: at once when nothing is being asked, otherwise after a second such reply.</summary>
    private void Follow(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || understanding.Languages.Of(said.Text) is not { } heard)
            return;
        var isAsked = stage.Conversation.Current is not null;
        if (heard == stage.Facts.Lang || isAsked && IsWorker(stage.Facts))
            stage.Heard(null);
        else if (isAsked && stage.Conversation.Heard != heard)
            stage.Heard(heard);
        else
        {
            var before = stage.Facts.Lang;
            stage.Heard(null);
            stage.Do(new Effect.SpeakLanguage(heard));
            if (isAsked)
                stage.Say("menu.language-set", [.. Menu.Languages(except: null).Where(choice => choice.Id == $"lang:{before.Code()}")]);
        }
    }

    /// <summary>"Help me!" and no more: whether somebody is in danger is asked softly, 112 is named, and a human offered. A worker means the instructions.</summary>
    private static void Rescue(Stage stage)
    {
        if (IsWorker(stage.Facts))
        {
            Always(stage, Command.Help);
            return;
        }
        stage.Greeted();
        if (stage.Running is CrisisDialog or ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Pause();
        stage.Begin(new("crisis", ImmutableDictionary<string, string>.Empty.Add("level", CrisisDialog.Unsaid)));
    }

    private static bool IsWorker(Facts facts) => facts.Is(Audience.Coordinator) || facts.Is(Audience.SupportPerson) || facts.Is(Audience.Caseworker);

    private bool IsNote(Facts facts, Utterance said) => VisitDraftDialog.IsFor(facts) && VisitNotes.IsNote(understanding, said, facts);

    /// <summary>A worker dictates a visit: what was understood is shown, what is missing asked. What was under way waits.</summary>
    private bool Note(Stage stage, Utterance said)
    {
        if (!IsNote(stage.Facts, said))
            return false;
        stage.Greeted();
        stage.Pause();
        var (given, problems) = VisitNotes.Draft(understanding, said, stage.Facts);
        stage.Do(VisitCard.Understood(dialogs["visit"], given, problems, stage.Facts));
        stage.Begin(new("visit", given));
        return true;
    }

    /// <summary>A note changed while its draft is open changes the draft; what was answered besides stays. Any other message was read when it came.</summary>
    private void Edited(Stage stage, Utterance said)
    {
        if (stage.Running is not VisitDraftDialog visit || stage.Conversation.Current is not { } draft || !IsNote(stage.Facts, said))
        {
            stage.Say("menu.edited");
            if (stage.Running is not null)
                stage.Resume();
            return;
        }
        var (given, problems) = VisitNotes.Draft(understanding, said, stage.Facts);
        var told = given.Where(answer => answer.Value.Length > 0).ToImmutableDictionary();
        var kept = draft.Given.Where(answer => !told.ContainsKey(Dialog.QuestionOf(answer.Key)) && !told.ContainsKey(Dialog.Guess(Dialog.QuestionOf(answer.Key))));
        stage.Drop(andPaused: false);
        stage.Do(VisitCard.Understood(visit, told.AddRange(kept), problems, stage.Facts));
        stage.Begin(new("visit", told.AddRange(kept)));
    }

    /// <summary>Commands that work at any point and keep the place.</summary>
    private static bool Always(Stage stage, Command command)
    {
        switch (command)
        {
            case Command.Help:
                stage.Say(stage.Facts.Is(Audience.Coordinator) ? "help.coordinator" : stage.Facts.Is(Audience.SupportPerson) ? "help.support-person"
                    : Menu.IsWorker(stage.Facts) ? "help.worker" : "help.parent");
                stage.Say("help.words");
                stage.Resume();
                return true;
            case Command.Cancel:
                var wasRunning = stage.Running is not null;
                stage.Drop(andPaused: stage.Running is ConsentDialog);
                stage.Say(wasRunning ? "engine.cancelled" : "engine.nothing-to-cancel");
                stage.Resume();
                return true;
            case Command.Back or Command.Skip or Command.Why:
                if (stage.Try((i, dialog, state, serial, facts) => command switch
                {
                    Command.Back => i.Back(dialog, state, serial, facts),
                    Command.Skip => i.Skip(dialog, state, serial, facts),
                    _ => i.Why(dialog, state, serial, facts),
                }) is { } turn)
                    stage.After(turn);
                else
                    stage.Resume();
                return true;
            case Command.Human:
                Human(stage);
                return true;
            case Command.Hide:
                stage.Do(new Effect.HideChat());
                return true;
            case Command.Duty when stage.Facts.Is(Audience.Coordinator):
                stage.Do(DutyDoor.Roster(stage.Facts));
                return true;
            case Command.MyData:
                if (stage.Running is not MyDataDialog)
                    stage.Pause();
                if (stage.Running is null)
                    stage.Begin(new("mydata"));
                else
                    stage.Resume();
                return true;
            case Command.Who:
                Threshold.Tell(stage);
                return true;
            case Command.Link:
                stage.Do(new Effect.ShowLinkCode());
                return true;
            case Command.Safe:
                if (stage.Running is not SafeContactDialog)
                    stage.Pause();
                if (stage.Running is null)
                    stage.Begin(new("safe"));
                else
                    stage.Resume();
                return true;
            case Command.Language:
                stage.Say("menu.which-language", Menu.Languages(except: null));
                return true;
            case Command.Et or Command.Ru or Command.En:
                Speak(stage, Langs.Parse(command.ToString().ToLowerInvariant())!.Value, Register.Ordinary);
                return true;
            case Command.Easy:
                Speak(stage, Lang.Et, Register.Easy);
                return true;
            case Command.Thanks when stage.Running is null:
                stage.Say("menu.thanks");
                return true;
            case Command.Hello when stage.Running is not null:
                stage.Resume();
                return true;
            case Command.Start or Command.Hello:
                stage.Drop(andPaused: true);
                stage.Greeted();
                stage.Do(Greeting.Say(stage.Facts));
                return true;
            default:
                return false;
        }
    }

    private static void Speak(Stage stage, Lang lang, Register register)
    {
        stage.Do(new Effect.SpeakLanguage(lang) { Register = register });
        if (stage.Conversation.Serial == 0)
        {
            stage.Greeted();
            stage.Do(Greeting.Say(stage.Facts));
            return;
        }
        stage.Say("menu.language-set");
        stage.Resume();
    }

    private static void Human(Stage stage)
    {
        // Whom else should a coordinator reach?
        if (stage.Facts.Is(Audience.Coordinator))
        {
            stage.Do(DutyDoor.Roster(stage.Facts));
            return;
        }
        stage.Greeted();
        if (stage.Facts.Organisation.Contact.Length > 0)
            stage.Do(new Effect.Say(Line.Of("human.contact", new Slot("contact", Words: stage.Facts.Organisation.Contact))));
        if (stage.Running is ConsentDialog)
            stage.Drop(andPaused: false);
        stage.Pause();
        stage.Begin(new(RelayDialog.Name));
    }

    /// <summary>Standing choices: valid whatever is under way.</summary>
    private bool Standing(Stage stage, Utterance said)
    {
        switch (Door.Of(said))
        {
            case Door.Language language:
                Speak(stage, language.Lang, language.Register);
                return true;
            case Door.Service pressed when services.Find(pressed.Id) is { } service:
                stage.TalkedAbout(service.Id);
                stage.Do(ServiceDoor.Show(service));
                if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Door.Answer pressed when understanding.Questions.Find(pressed.Label, stage.Facts.Lang) is { } answer:
                Tell(stage, answer);
                stage.Resume();
                return true;
            case Door.Request pressed:
                var (effects, ask) = RequestDoor.Press(pressed.Step, stage.Facts);
                stage.Do(effects);
                if (ask is not null)
                {
                    if (stage.Running is RequestDialog)
                        stage.Drop(andPaused: false);
                    stage.Pause();
                    stage.Begin(ask);
                }
                else if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Door.Rate rate:
                stage.Do(new Effect.RateMeeting(rate.Id, rate.Score));
                stage.Say(rate.Score == 1 ? "feedback.sorry" : "feedback.thanks", rate.Score == 1 ? [Menu.Human] : []);
                if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Door.Concern seen when stage.Facts.Is(Audience.Coordinator):
                stage.Do(new Effect.AcknowledgeConcern(seen.Id));
                stage.Say("notice.concern-thanks");
                if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Door.Relay pressed:
                RelayTurn.Press(stage, pressed, words => Take(stage, new(words, stage.Facts.Lang)));
                return true;
            case Door.Duty pressed:
                DutyDoor.Press(stage, pressed);
                return true;
            case Door.People pressed when stage.Facts.Is(Audience.Coordinator) && PeopleDoor.Press(pressed.What, pressed.Id) is { } settles:
                stage.Pause();
                stage.Begin(settles);
                return true;
            case Door.Go { Where: Command.Human }:
                Human(stage);
                return true;
            case Door.Go { Where: Command.Help }:
                return Always(stage, Command.Help);
            case Door.Go go:
                return Open(stage, go.Where, go.What);
            default:
                if (said.Pressed is null || said.Prompt is not null)
                    return false;
                stage.Say("engine.passed");
                stage.Resume();
                return true;
        }
    }

    /// <summary>What the menu leads to. What was under way is left for it.</summary>
    /// <param name="opening">The words that led here, which may say more.</param>
    private bool Open(Stage stage, Command where, string? what = null, Utterance? opening = null)
    {
        switch (where)
        {
            case Command.Eligibility:
                stage.Drop(andPaused: true);
                FindHelp(stage, opening);
                return true;
            case Command.Appointment:
                stage.Drop(andPaused: true);
                var given = ImmutableDictionary<string, string>.Empty;
                stage.Begin(new("appointment", what is not null && services.Find(what) is not null ? given.Add("service", what) : given), opening);
                return true;
            case Command.Services:
                stage.Do(ServiceDoor.List(services));
                if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Command.Requests:
                stage.Do(RequestDoor.Mine(stage.Facts));
                if (stage.Running is not null)
                    stage.Resume();
                return true;
            case Command.People or Command.Invite or Command.Merge when stage.Facts.Is(Audience.Coordinator):
                if (where == Command.People)
                    stage.Do(PeopleDoor.List(stage.Facts));
                else
                {
                    stage.Pause();
                    stage.Begin(PeopleDoor.Press(where == Command.Invite ? "invite" : "merge", null)!);
                }
                return true;
            case Command.People or Command.Invite or Command.Merge:
                stage.Say("engine.not-yours", Menu.For(stage.Facts));
                return true;
            case Command.Queue or Command.Today or Command.Feedback:
                if (stage.Facts.Is(Audience.Coordinator))
                {
                    stage.Do(where switch
                    {
                        Command.Queue => RequestDoor.Queue(stage.Facts),
                        Command.Today => RequestDoor.Today(stage.Facts),
                        _ => RequestDoor.Feedback(stage.Facts),
                    });
                    if (where == Command.Queue)
                        stage.Do(RelayQueue.List(stage.Facts));
                }
                else
                    stage.Say("engine.not-yours", Menu.For(stage.Facts));
                return true;
            default:
                return false;
        }
    }

    private static bool Code(Stage stage, Utterance said)
    {
        if (said.Pressed is null && stage.Facts.Link is { } link)
        {
            // What merely looks like a code is read as words.
            if (link.State == "good")
                stage.Do(new Effect.LinkChat(link.Code));
            else if (stage.Running is null)
                stage.Do(link.State == "toomanytries" ? [new Effect.Say(new("code.toomanytries"))] : [new Effect.MissedCode(), new Effect.Say(new("code.unknown"))]);
            if (link.State == "good" || stage.Running is null)
                return true;
        }
        if (CodeIn(said) is not { } typed)
            return false;
        stage.Greeted();
        var code = stage.Facts.Code is { } found && found.Code == typed ? found : new(typed, "unknown", Audience.Parent);
        stage.Do(code.State switch
        {
            "good" => [new Effect.RedeemCode(typed), new Effect.Say(new($"code.good-{RoleKey(code.Role)}")) { Choices = code.Role == Audience.Coordinator ? [Menu.Queue] : [] }],
            "unknown" => [new Effect.MissedCode(), new Effect.Say(new("code.unknown"))],
            _ => [new Effect.Say(new($"code.{code.State}"))],
        });
        if (stage.Running is not null)
            stage.Resume();
        return true;
    }

    private static string RoleKey(Audience role) => role switch
    {
        Audience.SupportPerson => "support-person",
        Audience.Coordinator => "coordinator",
        Audience.Caseworker => "caseworker",
        Audience.Administrator => "administrator",
        _ => "parent",
    };

    private static string? CodeIn(Utterance said) => said.Pressed is not null ? null
        : OneTimeCode.Find(said.Text.StartsWith(StartWord, StringComparison.Ordinal) ? said.Text[StartWord.Length..] : said.Text);

    /// <summary>A question about the services, answered from the knowledge base.</summary>
    private bool Known(Stage stage, Utterance said)
    {
        switch (Asked(stage, said))
        {
            case QuestionReading.Sure { Answer: var answer }:
                Tell(stage, answer);
                return true;
            case QuestionReading.Elsewhere { Answer: var answer }:
                stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
                Tell(stage, answer, Menu.Human);
                return true;
            default:
                return false;
        }
    }

    private QuestionReading Asked(Stage stage, Utterance said) => said.Pressed is not null ? new QuestionReading.NoQuestion()
        : stage.Asked(() => understanding.Questions.Read(said.Text, stage.Facts.Lang, stage.Conversation.LastService));

    private void Tell(Stage stage, KnownAnswer known, params ImmutableArray<Choice> choices)
    {
        var answer = InTheirWords(stage, known);
        stage.TalkedAbout(answer.Service);
        stage.Greeted();
        stage.Do(answer.Text.Select((text, n) => new Effect.Say(InWords(text)) { Choices = n == answer.Text.Length - 1 ? choices : [] }));
    }

    /// <summary>Easy for whoever chose easy words.</summary>
    private KnownAnswer InTheirWords(Stage stage, KnownAnswer answer) =>
        stage.Facts is { Lang: Lang.Et, Register: Register.Easy } ? understanding.Questions.InEasyWords(answer) : answer;

    private static Line InWords(string words) => Line.Of("engine.words", new Slot("words", Words: words));

    /// <summary>A question that has no sure answer: the nearest ones are offered, and a human. Counted, so that somebody adds what is missing.</summary>
    private bool Unsure(Stage stage, Utterance said)
    {
        if (Asked(stage, said) is not QuestionReading.Unsure { Suggestions: var near })
            return false;
        // A worry told with a "why" or "how" in it is heard out, unless an answer comes near.
        if (near.IsEmpty && stage.Conversation.Current is null && IsStory(stage.Facts, said))
            return false;
        stage.Greeted();
        stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
        stage.Say(near.IsEmpty ? "questions.none" : "questions.near",
            [.. near.Select(answer => new Choice($"answer:{answer.Label}", InWords(InTheirWords(stage, answer).Title))), Menu.Human]);
        if (stage.Conversation.Current is not null)
            stage.Resume();
        return true;
    }

    private static void NothingRunning(Stage stage, Utterance said)
    {
        if (said.Pressed is not null)
        {
            stage.Say("engine.passed");
            stage.Resume();
        }
        else if (stage.Conversation.Serial == 0)
        {
            stage.Greeted();
            stage.Do(Greeting.Say(stage.Facts));
            if (IsStory(stage.Facts, said))
                Listen(stage, said);
        }
        else if (IsStory(stage.Facts, said))
            Listen(stage, said);
        else
        {
            stage.Do(new Effect.CountUnanswered(stage.Facts.Lang));
            stage.Say(IsWorker(stage.Facts) ? "menu.unknown-worker" : "menu.unknown", Menu.For(stage.Facts));
        }
    }

    /// <summary>Words from which on a message tells a worry rather than misses a menu word.</summary>
    private const int StoryWords = 4;

    private static bool IsStory(Facts facts, Utterance said) =>
        !IsWorker(facts) && !said.Text.Contains('?', StringComparison.Ordinal) && Words.Of(said.Text).Length >= StoryWords;

    /// <summary>Somebody who pours out a worry is thanked and led on, not told that the words were not understood.</summary>
    private static void Listen(Stage stage, Utterance said)
    {
        stage.Say("welcome.heard");
        FindHelp(stage, said);
    }

    /// <summary>Nothing is kept of the interview before consent but the talk itself, which is said first.</summary>
    private static void FindHelp(Stage stage, Utterance? opening)
    {
        if (!stage.Facts.HasConsent)
            stage.Say("eligibility.privacy");
        stage.Begin(new("eligibility"), opening);
    }
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Assistant.Dialogs.Appointments;
using Assistant.Dialogs.Broadcasts;
using Assistant.Dialogs.Consent;
using Assistant.Dialogs.Crisis;
using Assistant.Dialogs.Duty;
using Assistant.Dialogs.Eligibility;
using Assistant.Dialogs.Engine;
using Assistant.Dialogs.Families;
using Assistant.Dialogs.Groups;
using Assistant.Dialogs.Households;
using Assistant.Dialogs.Municipalities;
using Assistant.Dialogs.MyData;
using Assistant.Dialogs.Overviews;
using Assistant.Dialogs.People;
using Assistant.Dialogs.Relay;
using Assistant.Dialogs.SafeContact;
using Assistant.Dialogs.Visits;
using Assistant.Knowledge;
using Assistant.Knowledge.Cases;
using Assistant.Knowledge.Catalogue;
using Assistant.Knowledge.Catalogue.Municipalities;
using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Questions;
using Assistant.Knowledge.Replies;

namespace Assistant.Dialogs;

/// <summary>Decides who answers a message. Pure and thread-safe: one instance serves everybody.</summary>
public sealed partial class Switchboard
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
    /// <param name="domains">By which needs are assessed; <see langword="null"/>: the built-in ones.</param>
    public Switchboard(Understanding understanding, ServiceCatalogue services, EligibilityRules rules, MunicipalityCards? cards = null, LifeDomains? domains = null) : this(understanding, services,
        [
            new ConsentDialog(), new EligibilityDialog(rules, services, cards ?? MunicipalityCards.Load()), new AppointmentDialog(services), new HumanDialog(), new CrisisDialog(), new MyDataDialog(),
            new ProposeDialog(), new ConfirmDialog(), new DeclineDialog(), new RefuseDialog(), new WithdrawDialog(), new MoveDialog(), new CallOffDialog(), new HandOverDialog(), new VisitDraftDialog(),
            new RelayDialog(), new DutyAddDialog(), new DutySwapDialog(),
            new SafeContactDialog(), new LeaveDialog(), new AwayDialog(), new InviteDialog(), new MergeDialog(), new NameDialog(),
            new ReferAgreeDialog(), new ReferDialog(), new ReferGiveDialog(), new FamilyJoinDialog(), new NotebookAddDialog(), new CheckInDialog(), new OverviewDialog(), new SummaryAnswerDialog(),
            new FamilyAddDialog(), new FamilyAssignDialog(), new CoverDialog(), new ContractAddDialog(), new GoalAddDialog(), new GoalCloseDialog(),
            new FamilyAssessDialog(domains ?? LifeDomains.Load()), new FamilyPlanDialog(), new FamilyPlanDoneDialog(), new FamilyNetworkDialog(), new Learning.LearningDialog(),
            new FamilyStageDialog(), new FamilyCloseDialog(), new FamilyMergeDialog(), new ContractSignDialog(), new ContractExtendDialog(), new ContractRateDialog(), new FamilyMemberDialog(), new ContractEndDialog(),
            new GroupOpenDialog(services), new GroupJoinDialog(), new GroupAgreeDialog(), new GroupLeaveDialog(), new GroupMoveDialog(), new GroupCancelDialog(), new GroupOverrideDialog(), new GroupAttendDialog(), new GroupMaterialDialog(),
            new BroadcastDialog(),
            new GroupPapersDialog(), new GroupTopicDialog(services), new GroupApproveDialog(), new GroupOffsetsDialog(), new GroupAfterDialog(), new GroupWellDialog(),
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

    /// <summary>Takes one message. What comes earlier here wins.</summary>
    /// <param name="facts">Loaded for <see cref="WishOf"/> of the same state and message.</param>
    public (Conversation Next, ImmutableArray<Effect> Effects) Take(Conversation conversation, Utterance said, Facts facts)
    {
        var stage = new Stage(dialogs, interview, "consent", conversation, facts);
        Threshold.Close(stage);
        if (!Crisis(stage, said) && Threshold.Pass(stage, said, understanding.Commands) is { } heard
            && !RelayTurn.Take(stage, heard, understanding, CodeIn(heard) is not null, () => IsNote(stage, heard)))
        {
            var isLost = stage.LetGo();
            stage.TakeUpPaused();
            if (isLost && heard.Prompt is not null)
                stage.GoOn();
            else if (heard.IsEdit)
                Edited(stage, heard);
            else
            {
                if (!stage.IsHeld)
                    Follow(stage, heard);
                Take(stage, heard);
            }
        }
        VisitDrafts.Keep(stage, conversation);
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
        // Whoever was asked for a file and sends one means nothing else, whatever stands under it.
        if (said.File is not null && stage.Try((i, dialog, state, serial, facts) => i.Reply(dialog, state, serial, said, facts)) is { Missed: false } taken)
        {
            stage.After(taken);
            return;
        }
        var command = said.Pressed is null ? understanding.Commands.Read(said.Text) : Command.None;
        if (command != Command.None && stage.IsLabel(said.Text))
            command = Command.None;
        if (command == Command.Rescue)
        {
            Rescue(stage);
            return;
        }
        if (SaysWhich(stage, said) || Always(stage, command) || Standing(stage, said) || Code(stage, said) || Reply(stage, said, isNamed: true))
            return;

        if (IsEither(stage, said, command))
            return;

        // What asks about a service by name and has a sure answer is no answer to "anything to add?".
        if (stage.TakesWords && said.Text.AsSpan().TrimEnd().EndsWith('?') && Asked(stage, said) is QuestionReading.Sure { NamesService: true, Answer: var answer })
        {
            Tell(stage, answer);
            stage.Resume();
            return;
        }

        if (IsAnotherNote(stage, said) && Note(stage, said) || IsSaidAgain(stage, said))
            return;
        var turn = stage.Try((i, dialog, state, serial, facts) => i.Reply(dialog, state, serial, said, facts));
        if (turn is { Missed: false })
            stage.After(turn);
        else if (IsForHuman(stage, said, command) && RelayTurn.Leave(stage, said) || IsAnswer(stage, said, command) && Reply(stage, said, isNamed: false))
            return;
        else if (Own(stage, said) || Name(stage, said) || Note(stage, said) || IsAtALoss(stage, said, turn) || Heard(stage, said))
            return;
        else if (WishIn(stage.Facts, said) is Command.Appointment && Open(stage, Command.Appointment, JustTalkedAbout(stage, said), opening: said))
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

    /// <summary>Neither a command nor a wish, nor a question that has an answer.</summary>
    private bool IsForHuman(Stage stage, Utterance said, Command command) => said.Pressed is null && command == Command.None
        && understanding.Wishes.Read(said.Text, stage.Facts.Lang) is Command.None or Command.Human && Asked(stage, said) is not QuestionReading.Sure;

    /// <summary>Whoever clearly writes another language is answered in it: at once when nothing is being asked, otherwise after a second such reply.</summary>
    private void Follow(Stage stage, Utterance said)
    {
        if (said.Pressed is not null || understanding.Languages.Of(said.Text) is not { } heard)
            return;
        var isAsked = stage.Conversation.Current is not null;
        // A note is dictated in the family's language, or the worker's; what is asked about it is in the language the worker chose.
        if (heard == stage.Facts.Lang || IsWorker(stage.Facts) && (isAsked || IsNote(stage, said)))
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

    private static bool IsWorker(Facts facts) => Menu.IsWorker(facts);
}

using System.Collections.Immutable;
using Assistant.Records;
using Assistant.Records.Duty;
using Assistant.Records.Messages;
using Assistant.Storage.Sqlite;

namespace Assistant.Storage.Duty;

/// <inheritdoc cref="IAlerts"/>
internal sealed class SqlAlerts : IAlerts
{
    private const string Columns = "concern, step, person, conversation, at, outcome, reason";

    public bool Add(IUnit unit, Alert alert)
    {
        var my = Unit.Of(unit);
        using var insert = my.Sql($"""
            INSERT INTO safety_alert ({Columns}) VALUES (@concern, @step, @person, @conversation, @at, @outcome, @reason) ON CONFLICT DO NOTHING
            """);
        if (Bind(insert, alert).Bind("@person", alert.Person.Value).Bind("@at", alert.At).Run() == 0) return false;
        my.Audit(Actions.SafetyAlert, alert.Concern.ToString("D"), alert.Person);
        return true;
    }

    public void Settle(IUnit unit, Alert alert)
    {
        var my = Unit.Of(unit);
        using var update = my.Sql("UPDATE safety_alert SET outcome = @outcome, reason = @reason WHERE concern = @concern AND step = @step AND conversation = @conversation AND outcome IS NULL");
        if (Bind(update, alert).Run() > 0 && alert.Outcome is { } outcome) my.Audit(Actions.AlertOutcome(outcome), alert.Concern.ToString("D"), alert.Person);
    }

    public ImmutableArray<Alert> Of(IUnit unit, Guid concern)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM safety_alert WHERE concern = @concern ORDER BY step, at, rowid").Bind("@concern", concern);
        return All(read);
    }

    public ImmutableArray<Alert> Unsettled(IUnit unit)
    {
        using var read = Unit.Of(unit).Sql($"SELECT {Columns} FROM safety_alert WHERE outcome IS NULL ORDER BY at, rowid");
        return All(read);
    }

    private static Statement Bind(Statement statement, Alert alert) => statement.Bind("@concern", alert.Concern).Bind("@step", alert.Step)
        .Bind("@conversation", alert.Conversation.Value).Bind("@outcome", (long?)(int?)alert.Outcome).Bind("@reason", alert.Reason);

    private static ImmutableArray<Alert> All(Statement read) =>
        read.All<Alert>(row => new(row.Guid(0), row.Int(1), new(row.Guid(2)), new(row.Guid(3)), row.Instant(4), (OutgoingState?)row.IntOrNull(5), row.Text(6)));
}

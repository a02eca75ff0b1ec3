using Assistant.Knowledge.Eligibility;
using Assistant.Knowledge.Faq;
using Assistant.Knowledge.Language;
using Assistant.Knowledge.Notes;
using Assistant.Knowledge.Notes.Names;
using Assistant.Knowledge.Safety;
using NodaTime;

namespace Assistant.Host.Upkeep;

/// <summary>Reads a sentence in each language at start, so that tables are loaded and code is compiled before somebody writes. A start does not wait for it.</summary>
internal sealed class ReadingWarmth : IHostedService
{
    private static readonly LocalDateTime moment = new(2026, 11, 18, 16, 20);

    private Task reading = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        reading = Task.Factory.StartNew(Read, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends when everything was read once.</summary>
    internal Task Done => reading;

    private static void Read()
    {
        foreach (var (lang, sentence) in NoteSample.Load())
        {
            Recognition.Shared.Recognize(sentence, lang, moment, TimePolicy.Future);
            CrisisGate.Default.Read(sentence, lang);
            FaqQuestions.Default.Read(sentence, lang, lastService: null);
            SituationReader.Default.Read(sentence, lang);
            NoteReader.Default.Find(sentence, lang, moment, new FamilyLinker([]));
        }
    }
}

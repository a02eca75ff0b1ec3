namespace Assistant.Knowledge.Notes;

/// <summary>What a cue word says the next words of a note are about.</summary>
internal enum Cue
{
    None,
    /// <summary>The visit itself: when, where, with whom.</summary>
    Visit,
    Presence,
    Start,
    End,
    Lasted,
    Topic,
    /// <summary>Somebody asked about something: a topic, and somebody present.</summary>
    Ask,
    Agreement,
    /// <summary>Somebody present promised something: an agreement.</summary>
    Promise,
    /// <summary>Somebody will do something ("ema toob paberid", "mum'll ring"): an agreement, whether or not they are there.</summary>
    Will,
    /// <summary>What somebody present said: nothing in it is about the visit.</summary>
    Speech,
    Next,
    Doc,
    /// <summary>Waiting and travelling are no part of a visit's time.</summary>
    Wait,
    NoContact,
    Cancelled,
    MoodNoun,
    MoodPhrase,
    Correction,
    /// <summary>A bare "no": a correction only right between two of a kind.</summary>
    BareCorrection,
    SameTime,
}

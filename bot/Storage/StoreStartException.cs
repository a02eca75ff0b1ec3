namespace Assistant.Storage;

/// <summary>The store must not be opened as it is. The message is one line for the operator, with what to do.</summary>
public class StoreStartException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process works on this data folder.</summary>
public sealed class StoreLockedException(string message, Exception? inner = null) : StoreStartException(message, inner);

/// <summary>Content that was sealed here does not open: the file was changed or is damaged.</summary>
public sealed class StoreDamagedException(string message, Exception? inner = null) : Exception(message, inner);

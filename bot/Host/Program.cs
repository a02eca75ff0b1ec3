using Assistant.Host.Cli.Understand;

return args is ["understand", .. var rest] ? UnderstandVerb.Run(rest, Console.In, Console.Out, Console.Error) : 0;

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the build.
var version = "dev"

// commandLine is every command and option. All options but serve's --listen hold for all commands.
type commandLine struct {
	Config              string   `help:"TOML file with options (default: pamphlet.toml in the data folder, if there is one)." env:"PAMPHLET_CONFIG" placeholder:"FILE"`
	Data                string   `help:"Data folder: database, pictures." env:"PAMPHLET_DATA" default:"./data" placeholder:"FOLDER"`
	URL                 string   `name:"url" help:"The address of this site, for ever." env:"PAMPHLET_URL" default:"http://localhost:8080"`
	Database            string   `help:"postgres://... for PostgreSQL (default: SQLite in the data folder)." env:"PAMPHLET_DATABASE" placeholder:"URL"`
	Media               string   `help:"Where pictures and files are kept: s3://BUCKET?endpoint=URL&region=NAME (default: the data folder). Its keys are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." env:"PAMPHLET_MEDIA" placeholder:"URL"`
	TrustedProxy        []string `help:"Addresses or prefixes whose X-Forwarded-For is believed." env:"PAMPHLET_TRUSTED_PROXY" placeholder:"PREFIX"`
	LimitComments       int      `help:"Comments one account elsewhere may send in five minutes." env:"PAMPHLET_LIMIT_COMMENTS" default:"120" placeholder:"NUMBER"`
	LimitActivities     int      `help:"Other activities one account elsewhere may send in five minutes." env:"PAMPHLET_LIMIT_ACTIVITIES" default:"600" placeholder:"NUMBER"`
	AuthorizedFetch     bool     `help:"Show documents only to servers that sign their requests and are not blocked. Pages stay public." env:"PAMPHLET_AUTHORIZED_FETCH"`
	AllowPrivateNetwork bool     `help:"For tests only: federate over http, with any port, loopback and private addresses." env:"PAMPHLET_ALLOW_PRIVATE_NETWORK"`

	Serve   serveCommand   `cmd:"" help:"Run the site."`
	User    userCommand    `cmd:"" help:"Accounts of people who sign in."`
	Blog    blogCommand    `cmd:"" help:"Publications and their members."`
	Article articleCommand `cmd:"" help:"Articles."`
	Theme   themeCommand   `cmd:"" help:"Themes of your own."`
	Doctor  doctorCommand  `cmd:"" help:"Check this installation and say what to do."`
	Version versionCommand `cmd:"" help:"Print the version."`
}

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// usageError is a mistake on the command line.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	if err == nil {
		return
	}
	fmt.Fprintf(os.Stderr, "pamphlet: %s\n", oneLine(err))
	if errors.As(err, new(usageError)) {
		os.Exit(2)
	}
	os.Exit(1)
}

func run(ctx context.Context, args []string, io streams) error {
	var cli commandLine
	exit := -1
	parser, err := kong.New(&cli,
		kong.Name("pamphlet"),
		kong.Description("A federated blogging engine. Own your words."),
		kong.UsageOnError(),
		kong.Writers(io.out, io.err),
		kong.Exit(func(status int) { exit = status }),
		kong.Resolvers(&fileResolver{}),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if exit >= 0 {
		return nil // --help was printed
	}
	if err != nil {
		return usageError{fmt.Errorf("%w. Try: pamphlet --help", err)}
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(&cli, io)
}

// oneLine is the error as people read it: no line breaks, whatever a driver put in.
func oneLine(err error) string { return strings.Join(strings.Fields(err.Error()), " ") }

type versionCommand struct{}

func (versionCommand) Run(io streams) error {
	_, err := fmt.Fprintln(io.out, "pamphlet", version)
	return err
}

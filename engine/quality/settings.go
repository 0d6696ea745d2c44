package quality

import "spm/engine/finding"

// Change is what a workspace says of a rule: that it is off, or how grave it
// is there. Both need their reason.
type Change struct {
	Off      string            // the reason why the rule is not applied; empty: it is
	Severity *finding.Severity // of all of its findings; nil: as the guidebook has it
	Why      string            // the reason of the severity
}

// Thresholds are the numbers that rules measure by. The guidebook gives some
// and leaves the rest open; a workspace may set its own in rules.yaml.
type Thresholds struct {
	GoalsMin              int     `yaml:"goals_min"`              // at least: goals of the organization
	GoalsMax              int     `yaml:"goals_max"`              // at most: goals of the organization
	ExplanationParagraphs int     `yaml:"explanation_paragraphs"` // at most, for each goal
	SwotMin               int     `yaml:"swot_min"`               // at least: entries of each quadrant, for each relevant goal
	SwotMax               int     `yaml:"swot_max"`               // at most: entries of each quadrant, for each relevant goal
	SwotSources           int     `yaml:"swot_sources"`           // different sources of the analysis of a goal, at least
	StrategiesPerGoal     int     `yaml:"strategies_per_goal"`    // at most, of one branch
	StrategyYears         float64 `yaml:"strategy_years"`         // at least
	MilestoneDays         int     `yaml:"milestone_days"`         // that the actions of a milestone span at least
	MarkShare             float64 `yaml:"mark_share"`             // of a branch's marks of functions, at most with one or two units
	LeadShare             float64 `yaml:"lead_share"`             // of a branch's milestones, at most in one or two units
	CollaboratorShare     float64 `yaml:"collaborator_share"`     // of all units, at most collaborating on one milestone
	ActionsMin            int     `yaml:"actions_min"`            // at least: for each milestone
	ActionsMax            int     `yaml:"actions_max"`            // at most: for each milestone
	ResourcesLength       int     `yaml:"resources_length"`       // characters, at most
	PersonShare           float64 `yaml:"person_share"`           // of a unit's actions, at most with one person
	PersonActions         int     `yaml:"person_actions"`         // actions that nobody calls many
	ReportDay             int     `yaml:"report_day"`             // day of the next month on which a monthly report is due
	QuarterDays           int     `yaml:"quarter_days"`           // after a quarter's end until its review is due
	ReviewDays            int     `yaml:"review_days"`            // after the year's end until its review is due
}

// Defaults are the guidebook's numbers, and ours where it gives none.
func Defaults() Thresholds {
	return Thresholds{
		GoalsMin: 2, GoalsMax: 5,
		ExplanationParagraphs: 2,
		SwotMin:               3, SwotMax: 5,
		SwotSources:       2,
		StrategiesPerGoal: 3,
		StrategyYears:     2,
		MilestoneDays:     255, // "about nine months": eight and a half
		MarkShare:         0.5,
		LeadShare:         0.5,
		CollaboratorShare: 0.5,
		ActionsMin:        3, ActionsMax: 15,
		ResourcesLength: 200,
		PersonShare:     0.334,
		PersonActions:   3,
		ReportDay:       5,
		QuarterDays:     30,
		ReviewDays:      30,
	}
}

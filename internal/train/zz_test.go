package train
import ("testing";"fmt";"readout";"readout/statement";"readout/actor";"readout/issue";"readout/internal/pipeline";"readout/internal/setting")
func TestZZ(t *testing.T){
 ro,_:=actor.Default(); is,_:=issue.Default(); reader,err:=pipeline.NewReader(ro,is); if err!=nil{t.Fatal(err)}
 pages,err:=OwnSettings([]string{"../setting/pages-g.txt"},reader); if err!=nil{t.Fatal(err)}
 m:=setting.Loaded()
 for i:=range pages{ p:=&pages[i]; in:=p.Input
  in.Decide=func(s *readout.Statement, options []setting.Option) string { got:=m.Choose(options,string(s.Setting)); if w,known:=p.Want(s);known&&w!=got{ c:=s.Content[0].Text; if len(c)>90{c=c[:90]}; cue:=""; if len(s.Cue)>0{cue=s.Cue[0].Text}; src:=""; if len(s.Source)>0{src=s.Source[0].Text}
    fmt.Printf("%s -> want %s | %s | %s | %s | %s\n",got,w,p.Name,src,cue,c)}; return got }
  statement.Find(in) }
}
